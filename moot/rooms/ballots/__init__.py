"""Secret dot voting: ballots, dots, who is excused, the results place by place, and the decision that they come to."""
