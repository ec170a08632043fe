"""The statements that bring a database to today's tables, step by step.

A step that has been released is never edited; a change is a new step at the end.
"""

_001_QUESTIONS_AND_CLAIMS = (
    """CREATE TABLE gaps (
        team_id VARCHAR(32) NOT NULL,
        question_key VARCHAR(200) NOT NULL,
        question TEXT NOT NULL,
        asked INTEGER NOT NULL,
        last_asked BIGINT NOT NULL,
        PRIMARY KEY (team_id, question_key)
    )""",
    """CREATE TABLE ratings (
        team_id VARCHAR(32) NOT NULL,
        topic_id VARCHAR(100) NOT NULL,
        question_key VARCHAR(200) NOT NULL,
        question TEXT NOT NULL,
        helpful INTEGER NOT NULL,
        not_helpful INTEGER NOT NULL,
        last_rated BIGINT NOT NULL,
        PRIMARY KEY (team_id, topic_id, question_key)
    )""",
    """CREATE TABLE claims (
        name VARCHAR(200) NOT NULL PRIMARY KEY,
        claimed_at BIGINT NOT NULL
    )""",
    "CREATE INDEX ix_claims_claimed_at ON claims (claimed_at)",
)

_002_DAILY_QUIZ = (
    """CREATE TABLE schedules (
        team_id VARCHAR(32) NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        at VARCHAR(5) NOT NULL,
        zone VARCHAR(64) NOT NULL,
        weekdays VARCHAR(7) NOT NULL,
        domains TEXT NOT NULL,
        difficulty VARCHAR(10),
        closes_after INTEGER,
        weekly_recap BOOLEAN NOT NULL,
        paused_until DATE,
        set_by VARCHAR(32) NOT NULL,
        set_at BIGINT NOT NULL,
        next_due BIGINT,
        next_recap BIGINT,
        last_day DATE,
        last_recap DATE,
        stopped TEXT NOT NULL,
        PRIMARY KEY (team_id, channel_id)
    )""",
    "CREATE INDEX ix_schedules_next_due ON schedules (next_due, team_id, channel_id)",
    "CREATE INDEX ix_schedules_next_recap ON schedules (next_recap, team_id, channel_id)",
    """CREATE TABLE posts (
        team_id VARCHAR(32) NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        day DATE NOT NULL,
        question_id VARCHAR(200) NOT NULL,
        shown TEXT NOT NULL,
        reason TEXT NOT NULL,
        client_msg_id VARCHAR(40) NOT NULL,
        scheduled BOOLEAN NOT NULL,
        closes_at BIGINT NOT NULL,
        ts VARCHAR(32),
        closed BOOLEAN NOT NULL,
        answered INTEGER NOT NULL,
        right_count INTEGER NOT NULL,
        refresh_due BIGINT,
        PRIMARY KEY (team_id, channel_id, day)
    )""",
    "CREATE INDEX ix_posts_closes_at ON posts (closed, closes_at)",
    "CREATE INDEX ix_posts_question_id ON posts (question_id)",
    "CREATE INDEX ix_posts_refresh_due ON posts (refresh_due)",
    """CREATE TABLE answers (
        team_id VARCHAR(32) NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        day DATE NOT NULL,
        user_id VARCHAR(32) NOT NULL,
        question_id VARCHAR(200) NOT NULL,
        choice VARCHAR(100) NOT NULL,
        was_right BOOLEAN NOT NULL,
        points INTEGER NOT NULL,
        answered_at BIGINT NOT NULL,
        PRIMARY KEY (team_id, channel_id, day, user_id)
    )""",
    "CREATE INDEX ix_answers_user_id ON answers (team_id, user_id, answered_at)",
    """CREATE TABLE standings (
        team_id VARCHAR(32) NOT NULL,
        scope VARCHAR(32) NOT NULL,
        period VARCHAR(10) NOT NULL,
        user_id VARCHAR(32) NOT NULL,
        points INTEGER NOT NULL,
        right_count INTEGER NOT NULL,
        answered INTEGER NOT NULL,
        PRIMARY KEY (team_id, scope, period, user_id)
    )""",
    "CREATE INDEX ix_standings_points ON standings (team_id, scope, period, points DESC, user_id)",
    """CREATE TABLE people (
        team_id VARCHAR(32) NOT NULL,
        user_id VARCHAR(32) NOT NULL,
        name TEXT NOT NULL,
        zone VARCHAR(64) NOT NULL,
        hidden BOOLEAN NOT NULL,
        seen_at BIGINT NOT NULL,
        PRIMARY KEY (team_id, user_id)
    )""",
    "CREATE INDEX ix_people_hidden ON people (team_id, hidden)",
    """CREATE TABLE reports (
        team_id VARCHAR(32) NOT NULL,
        question_id VARCHAR(200) NOT NULL,
        user_id VARCHAR(32) NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        reported_at BIGINT NOT NULL,
        PRIMARY KEY (team_id, question_id, user_id)
    )""",
    """CREATE TABLE workers (
        executor_id VARCHAR(100) NOT NULL,
        seen_at BIGINT NOT NULL,
        PRIMARY KEY (executor_id)
    )""",
    """CREATE TABLE pace (
        team_id VARCHAR(32) NOT NULL,
        channel_id VARCHAR(32) NOT NULL,
        free_at_ms BIGINT NOT NULL,
        PRIMARY KEY (team_id, channel_id)
    )""",
)

_003_HIDDEN_STANDINGS = (
    """INSERT INTO people
        SELECT DISTINCT team_id, user_id, '', '', false, 0 FROM standings WHERE NOT EXISTS (
            SELECT 1 FROM people
            WHERE people.team_id = standings.team_id
            AND people.user_id = standings.user_id
        )""",
    "ALTER TABLE standings ADD COLUMN hidden BOOLEAN NOT NULL DEFAULT false",
    """UPDATE standings SET hidden = true WHERE EXISTS (
        SELECT 1 FROM people
        WHERE people.team_id = standings.team_id
        AND people.user_id = standings.user_id
        AND people.hidden
    )""",
    """CREATE INDEX ix_standings_seen
        ON standings (team_id, scope, period, hidden, points DESC, user_id)""",
    "DROP INDEX ix_standings_points",
    "DROP INDEX ix_people_hidden",
)

_004_CORRECTIONS = (
    "ALTER TABLE posts ADD COLUMN solution VARCHAR(100) NOT NULL DEFAULT ''",
    "ALTER TABLE posts ADD COLUMN corrections INTEGER NOT NULL DEFAULT 0",
)

_005_CLOSINGS = (
    "DROP INDEX ix_posts_closes_at",
    """CREATE INDEX ix_posts_closes_at
        ON posts (closed, closes_at, team_id, channel_id, day)""",
    "ALTER TABLE posts ADD COLUMN unseen BOOLEAN NOT NULL DEFAULT false",
)

STEPS: tuple[tuple[str, ...], ...] = (
    _001_QUESTIONS_AND_CLAIMS,
    _002_DAILY_QUIZ,
    _003_HIDDEN_STANDINGS,
    _004_CORRECTIONS,
    _005_CLOSINGS,
)
