"""Every address, channel by channel."""

from __future__ import annotations

from django.urls import URLPattern, URLResolver, include, path

urlpatterns: list[URLPattern | URLResolver] = [
    path("api/v1/", include("ventanilla.channels.public_api.urls")),
    path("<slug:office>/log/", include("ventanilla.channels.public_api.log_urls")),
]
