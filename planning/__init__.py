"""What will happen and when: planned days, the schedule, the editorial calendar and its private subscription."""
