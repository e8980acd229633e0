"""Addresses under `/<office>/log/`."""

from django.urls import path, re_path

from ventanilla.channels.public_api import log
from ventanilla.channels.public_api.urls import nothing_here

app_name = "log"
urlpatterns = [
    path("checkpoint", log.checkpoint, name="checkpoint"),
    path("keys", log.keys, name="keys"),
    path("add-checkpoint", log.add_checkpoint, name="add-checkpoint"),
    re_path(r"^tile/entries/(?P<address>[x0-9./p]{1,120})$", log.entries, name="entries"),
    re_path(r"^tile/(?P<address>[x0-9./p]{1,120})$", log.tile, name="tile"),
    re_path(r"", nothing_here),
]
