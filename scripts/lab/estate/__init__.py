"""What a snapshot finds: machines and networks for the demo, and one thing of every kind for the comparison."""

from .machines import REGIONS, VARIED_INSTANCES, Machine, Network, create_network, populate_region

__all__ = ["REGIONS", "VARIED_INSTANCES", "Machine", "Network", "create_network", "populate_region"]
