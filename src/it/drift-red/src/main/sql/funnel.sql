-- who came from where
SELECT m._id,
  m.country
FROM luma_midvalues m JOIN luma_postvalues p ON p._id = m._id;
