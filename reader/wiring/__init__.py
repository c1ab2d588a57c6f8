"""Builds the services, without Qt."""

from reader.wiring.services import Services, build_services, open_parts, refuse_newer

__all__ = ["Services", "build_services", "open_parts", "refuse_newer"]
