"""The class board: a case played together, votes before and after discussion, the class as a cohort."""
