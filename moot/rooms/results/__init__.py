"""What people take home: a report of a workshop at a position, of what its reader may see. Pure, as all rules."""
