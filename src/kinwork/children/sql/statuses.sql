-- What children are to the service, from when and until when: every fact from which that follows, as it is known now
-- (known NULL) or as it was known at a moment: what had been written down by then, and not been withdrawn. An end that
-- was not written down yet leaves the fact going on. One function in FROM: PostgreSQL plans it as if it stood there.
CREATE OR REPLACE FUNCTION kinwork_statuses(known timestamptz)
RETURNS TABLE (
    status text, grade int, category text, person_id bigint, involvement_id bigint, started_on date, ended_on date,
    said_by text, decision_id bigint, id bigint
) LANGUAGE sql STABLE
AS $$
    SELECT s.status, s.grade, s.category, s.person_id, s.involvement_id, s.started_on,
           CASE WHEN known IS NULL OR s.end_recorded_at <= known THEN s.ended_on END,
           s.said_by, s.decision_id, s.id
    FROM (
        SELECT 'leaver' AS status, 1 AS grade, '' AS category, person_id, involvement_id, started_on, ended_on,
               said_by, decision_id, id, recorded_at, withdrawn_at, end_recorded_at
        FROM children_leavingcare
        UNION ALL
        SELECT 'cin', 2, '', person_id, involvement_id, started_on, ended_on, said_by, decision_id, id,
               recorded_at, withdrawn_at, end_recorded_at
        FROM children_needplan
        UNION ALL
        SELECT 'cp', 3, p.category, person_id, involvement_id, started_on, ended_on, said_by, decision_id, id,
               recorded_at, withdrawn_at, end_recorded_at
        FROM children_protectionplan p
        UNION ALL
        SELECT 'lac', 4, code, person_id, involvement_id, started_on, ended_on, said_by, decision_id, id,
               recorded_at, withdrawn_at, end_recorded_at
        FROM children_legalstatus
    ) s
    WHERE CASE WHEN known IS NULL THEN s.withdrawn_at IS NULL
               ELSE s.recorded_at <= known AND (s.withdrawn_at IS NULL OR s.withdrawn_at > known) END
$$;

-- The highest of them that a child has on a day within an involvement, with the category that holds then and where the
-- child is placed. No row where the child has none.
CREATE OR REPLACE FUNCTION kinwork_status(child bigint, involvement bigint, day date, known timestamptz)
RETURNS TABLE (
    status text, category text, placed text, started_on date, said_by text, decision_id bigint
) LANGUAGE sql STABLE
AS $$
    SELECT s.status,
           CASE WHEN s.status = 'cp' THEN coalesce((
               SELECT c.category FROM children_plancategory c
               WHERE c.person_id = child AND c.on BETWEEN s.started_on AND day
                 AND CASE WHEN known IS NULL THEN c.withdrawn_at IS NULL
                          ELSE c.recorded_at <= known AND (c.withdrawn_at IS NULL OR c.withdrawn_at > known) END
               ORDER BY c.on DESC, c.id DESC LIMIT 1
           ), s.category) ELSE s.category END,
           coalesce((
               SELECT p.place FROM children_placement p
               WHERE s.status = 'lac' AND p.person_id = child AND p.started_on <= day
                 AND (p.ended_on IS NULL OR p.ended_on > day OR (known IS NOT NULL AND p.end_recorded_at > known))
                 AND CASE WHEN known IS NULL THEN p.withdrawn_at IS NULL
                          ELSE p.recorded_at <= known AND (p.withdrawn_at IS NULL OR p.withdrawn_at > known) END
               ORDER BY p.started_on DESC, p.id DESC LIMIT 1
           ), ''),
           s.started_on, s.said_by, s.decision_id
    FROM kinwork_statuses(known) s
    WHERE s.person_id = child AND s.involvement_id = involvement
      AND s.started_on <= day AND (s.ended_on IS NULL OR s.ended_on > day)
    ORDER BY s.grade DESC, s.started_on DESC LIMIT 1
$$;
