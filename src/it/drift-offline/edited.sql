SELECT m._id, m._id FROM luma_midvalues m;
