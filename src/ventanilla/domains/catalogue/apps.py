from django.apps import AppConfig


class CatalogueConfig(AppConfig):
    name = "ventanilla.domains.catalogue"
    label = "catalogue"
