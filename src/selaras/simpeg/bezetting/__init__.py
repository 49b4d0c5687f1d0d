"""Posts filled and needed: agencies, the map of posts, a post's workload."""
