"""Path converters: numbers that are keys, never longer than a database can hold."""

from django.urls import register_converter
from django.urls.converters import IntConverter


class KeyConverter(IntConverter):
    """A key of at most 18 digits; a longer number names nothing and is not found."""

    regex = "[0-9]{1,18}"


register_converter(KeyConverter, "key")
