"""A closed room for work on what users sent: one fresh, limited process for each job."""

from services.agent.sandbox.client import Sandbox
from services.agent.sandbox.products import product

__all__ = ["Sandbox", "product"]
