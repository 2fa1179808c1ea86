SELECT m._id FROM luma_midvalues m JOIN luma_postvalues p ON p._id = m._id;
