"""The staff area: the register of commitments and its reviews, checking claims, what citizens asked."""
