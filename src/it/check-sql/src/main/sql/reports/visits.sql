\set ON_ERROR_STOP on
/* What the reports of the shop read; /* nested */ ; */
SELECT v._id, count(*) AS visits
FROM luma_postvalues v
WHERE v."timestamp" >= :since AND v._id = ANY (?)
GROUP BY v._id;

CREATE TEMP TABLE latest AS
SELECT _id, max("timestamp") AS seen FROM ${schema}.luma_midvalues GROUP BY _id;

SELECT l.seen, s._id FROM latest l JOIN segment_definitions s USING (_id);

-- qs-ignore QS402: the column comes with release 7
SELECT age FROM luma_midvalues;
