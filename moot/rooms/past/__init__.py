"""How it was: snapshots, the journal told anew, two of them compared, and pieces brought back from one."""
