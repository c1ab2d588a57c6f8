"""Builds the services, without Qt."""

from reader.wiring.services import Services, build_services, open_parts

__all__ = ["Services", "build_services", "open_parts"]
