-- Publications never change.

create or replace trigger publication_never_changes before update or delete on publication
    for each row execute function refuse_change();
create or replace trigger publication_never_empties before truncate on publication
    for each statement execute function refuse_change();
