"""From a round to the region: judged, compared, added up along the tree."""
