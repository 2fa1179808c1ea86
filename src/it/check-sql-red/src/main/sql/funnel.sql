-- Größe 🙂
SELECT v._id,
	v.timestmp -- gone
FROM luma_postvalues v;

SELECT 1 FROM luma_midvalue WHERE _id = ?;
