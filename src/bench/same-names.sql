-- Schemas a and b stand on the search path, elsewhere does not. Run in a new database by a superuser; the role that reads
-- is granted what it needs by same-names.sh.
CREATE SCHEMA a; CREATE SCHEMA b; CREATE SCHEMA elsewhere; CREATE SCHEMA "Odd.schema"; CREATE SCHEMA empty; CREATE SCHEMA closed;

CREATE TABLE a.plain (id int); CREATE TABLE b.plain_too (id int); CREATE TABLE public.not_on_the_path (id int);
-- shadowed by a table, by relations of other kinds, and by indexes and sequences, which share the name space
CREATE TABLE a.twice (id int); CREATE TABLE b.twice (id int); CREATE TABLE elsewhere.twice (id int);
CREATE VIEW a.view_over_table AS SELECT 1; CREATE TABLE b.view_over_table (id int);
CREATE TABLE a.table_over_view (id int); CREATE VIEW b.table_over_view AS SELECT 1;
CREATE SEQUENCE a.sequence_over_table; CREATE TABLE b.sequence_over_table (id int);
CREATE INDEX index_over_table ON a.plain (id); CREATE TABLE b.index_over_table (id int);
CREATE TYPE a.type_over_table AS (id int); CREATE TABLE b.type_over_table (id int);
-- shadowed by the server's own
CREATE TABLE a.pg_class (id int); CREATE TABLE b.pg_class (id int); CREATE TABLE b.pg_mine (id int);

CREATE UNLOGGED TABLE a.unlogged (id int); CREATE UNLOGGED TABLE b.unlogged (id int);
CREATE TABLE a.parted (id int, part int) PARTITION BY RANGE (id);
CREATE TABLE a.parted_0 PARTITION OF a.parted FOR VALUES FROM (0) TO (10);
CREATE TABLE b.parted_1 PARTITION OF a.parted FOR VALUES FROM (10) TO (20) PARTITION BY LIST (part);
CREATE TABLE elsewhere.parted_1_1 PARTITION OF b.parted_1 FOR VALUES IN (1);
CREATE TABLE a.parent (id int); CREATE TABLE b.child () INHERITS (a.parent);

CREATE VIEW a.a_view AS SELECT 1; CREATE VIEW b.b_view AS SELECT 1; CREATE VIEW b.a_view AS SELECT 2; CREATE VIEW elsewhere.a_view AS SELECT 3;
CREATE MATERIALIZED VIEW a.a_matview AS SELECT 1; CREATE MATERIALIZED VIEW b.b_matview AS SELECT 1 WITH NO DATA;
CREATE MATERIALIZED VIEW elsewhere.b_matview AS SELECT 2;
CREATE FOREIGN DATA WRAPPER nothing; CREATE SERVER nowhere FOREIGN DATA WRAPPER nothing;
CREATE FOREIGN TABLE a.a_foreign (id int) SERVER nowhere; CREATE FOREIGN TABLE b.b_foreign (id int) SERVER nowhere;
CREATE FOREIGN TABLE elsewhere.a_foreign (id int) SERVER nowhere;
CREATE FOREIGN TABLE b.twice_foreign (id int) SERVER nowhere; CREATE TABLE a.twice_foreign (id int);

CREATE TABLE elsewhere.parted_away (id int) PARTITION BY HASH (id); CREATE TABLE empty.soon_gone (id int); DROP TABLE empty.soon_gone;
CREATE TABLE closed.unseen (id int);

-- odd names; the ones with blanks, capitals and non-letters in both orders that a careless sort would give them
DO $$
DECLARE name text; schema text;
BEGIN
  FOREACH schema IN ARRAY ARRAY['a', 'elsewhere', 'Odd.schema'] LOOP
    FOREACH name IN ARRAY ARRAY['Capitals', 'capitals', 'CAPITALS', 'with blank', ' blank before', 'blank after ', 'a.dotted', 'b.twice', 'elsewhere.twice',
      '.dot', 'dot.', '"quoted"', '""', '''apostrophe', 'back\slash', 'back\\slashes', '\n', 'line' || chr(10) || 'feed', 'line_feed', 'line feed', chr(10),
      'carriage' || chr(13) || 'return', 'tab' || chr(9) || 'stop', chr(27) || '[31mred', chr(1), chr(127), chr(133) || 'nel', chr(8232) || 'ls', chr(8233) || 'ps',
      '<script>alert(1)</script>', '::error::title', '##[error]x', '##vso[task.complete]', '# comment', 'a#b', '$(id)', '`id`', '%s%n', '${project.version}', 'a,b', ';drop', '--',
      '*', '?', '{}', '[]', 'null', 'select', 'über', 'u' || chr(776) || 'ber', 'straße', 'İstanbul', 'ı', 'ﬁ', chr(57344), '😀', '😀a', '𐀀', '日本語', 'عربى', chr(8238) || 'rtl', chr(8203) || 'zero width',
      chr(160) || 'nbsp', chr(65279) || 'bom', chr(65535), 'e', 'é', 'z', 'Z', '_', '~', '0', '10', '9', rpad('long', 63, 'x'), repeat('é', 31)] LOOP
      EXECUTE format('CREATE TABLE %I.%I (id int)', schema, name);
    END LOOP;
  END LOOP;
END $$;
