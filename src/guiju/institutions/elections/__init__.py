"""Elections in local Party organisations 地方组织选举: set up, count, decide, announce."""
