"""Questions asked of the studies, answered with codes and numbers; no sentence is made here."""
