-- how many pupils are there
SELECT count(*) FROM pupils;

-- Number of pupils in each house
SELECT "House", count(*) FROM pupils GROUP BY 1;

-- pupils per year group
SELECT "Year Group", count(*) FROM pupils GROUP BY 1;

-- How many pupils get free meals?
SELECT count(*) FROM pupils WHERE "Free Meals" = 'Yes';

-- [share] what percentage of pupils gets free meals
SELECT count(*) FILTER ("Free Meals" = 'Yes') / count(*) FROM pupils;

-- pupils from Westbury in year group 9
SELECT "Pupil" FROM pupils WHERE "Town" = 'Westbury' AND "Year Group" = 9;

-- which pupils have no town
SELECT "Pupil" FROM pupils WHERE "Town" IS NULL;

-- who is the oldest pupil?
SELECT "Pupil" FROM pupils ORDER BY "Date of Birth" LIMIT 1;

-- pupils born in 2012
SELECT "Pupil" FROM pupils WHERE year("Date of Birth") = 2012;

-- What is the date of birth of Opal Cheng?
SELECT "Date of Birth" FROM pupils WHERE "Pupil" = 'Opal Cheng';

-- average mark
SELECT avg("Mark") FROM results;

-- Average mark per course
SELECT "Course", avg("Mark") FROM results JOIN courses USING ("Course Code") GROUP BY 1;

-- average mark by house
SELECT "House", avg("Mark") FROM results JOIN pupils USING ("Pupil ID") GROUP BY 1;

-- [after] only in Algebra
SELECT "House", avg("Mark") FROM results JOIN pupils USING ("Pupil ID") JOIN courses USING ("Course Code") WHERE "Course" = 'Algebra' GROUP BY 1;

-- average mark by year group in Algebra
SELECT "Year Group", avg("Mark") FROM results JOIN pupils USING ("Pupil ID") JOIN courses USING ("Course Code") WHERE "Course" = 'Algebra' GROUP BY 1;

-- Which course has the lowest average mark?
SELECT "Course" FROM results JOIN courses USING ("Course Code") GROUP BY 1 ORDER BY avg("Mark") LIMIT 1;

-- Which pupil got the highest mark in Mechanics?
SELECT "Pupil" FROM results JOIN pupils USING ("Pupil ID") JOIN courses USING ("Course Code") WHERE "Course" = 'Mechanics' QUALIFY rank() OVER (ORDER BY "Mark" DESC) = 1;

-- top 10 pupils by average mark
SELECT "Pupil" FROM results JOIN pupils USING ("Pupil ID") GROUP BY 1 ORDER BY avg("Mark") DESC LIMIT 10;

-- How many pupils have taken Algebra?
SELECT count(DISTINCT "Pupil ID") FROM results JOIN courses USING ("Course Code") WHERE "Course" = 'Algebra';

-- [after] and Mechanics?
SELECT count(DISTINCT "Pupil ID") FROM results JOIN courses USING ("Course Code") WHERE "Course" = 'Mechanics';

-- how many results have grade A?
SELECT count(*) FROM results WHERE "Grade" = 'A';

-- results per grade in January 2025
SELECT "Grade", count(*) FROM results WHERE "Exam Date" BETWEEN '2025-01-01' AND '2025-01-31' GROUP BY 1;

-- pupils who failed with grade F
SELECT DISTINCT "Pupil" FROM results JOIN pupils USING ("Pupil ID") WHERE "Grade" = 'F';

-- [share] what share of results is grade A or B
SELECT count(*) FILTER ("Grade" IN ('A', 'B')) / count(*) FROM results;

-- pupils with a mark over 95
SELECT DISTINCT "Pupil" FROM results JOIN pupils USING ("Pupil ID") WHERE "Mark" > 95;

-- which pupils have no results?
SELECT "Pupil" FROM pupils WHERE "Pupil ID" NOT IN (SELECT "Pupil ID" FROM results);

-- courses that nobody has a result in
SELECT "Course" FROM courses WHERE "Course Code" NOT IN (SELECT "Course Code" FROM results);

-- who teaches Statistics?
SELECT "Teacher" FROM courses WHERE "Course" = 'Statistics';

-- average mark by teacher
SELECT "Teacher", avg("Mark") FROM results JOIN courses USING ("Course Code") GROUP BY 1;

-- part-time teachers
SELECT "Teacher" FROM teachers WHERE "Employment" = 'part-time';

-- [after] and the full-time ones?
SELECT "Teacher" FROM teachers WHERE "Employment" = 'full-time';

-- how many teachers started before 2020
SELECT count(*) FROM teachers WHERE "Start Date" < '2020-01-01';

-- Which teacher has been here the longest?
SELECT "Teacher" FROM teachers ORDER BY "Start Date" LIMIT 1;

-- total places across all courses
SELECT sum("Places") FROM courses;

-- courses with fewer than 20 places
SELECT "Course" FROM courses WHERE "Places" < 20;

-- courses whose room starts with Lab
SELECT "Course" FROM courses WHERE "Room" LIKE 'Lab%';

-- lessons missed by month
SELECT date_trunc('month', "Date")::DATE, sum("Lessons Missed") FROM attendance GROUP BY 1;

-- total lessons missed where excused is No
SELECT sum("Lessons Missed") FROM attendance WHERE "Excused" = 'No';

-- which pupil missed the most lessons
SELECT "Pupil" FROM attendance JOIN pupils USING ("Pupil ID") GROUP BY 1 ORDER BY sum("Lessons Missed") DESC LIMIT 1;

-- lessons missed per house since January 2025
SELECT "House", sum("Lessons Missed") FROM attendance JOIN pupils USING ("Pupil ID") WHERE "Date" >= '2025-01-01' GROUP BY 1;

-- pupils who missed more than 15 lessons in total
SELECT "Pupil" FROM attendance JOIN pupils USING ("Pupil ID") GROUP BY 1 HAVING sum("Lessons Missed") > 15;

-- how many members does the Robotics club have
SELECT count(*) FROM club_members WHERE "Club" = 'Robotics';

-- total fee paid per club
SELECT "Club", sum("Fee Paid") FROM club_members GROUP BY 1;

-- which year 7 pupils are in the Chess club?
SELECT "Pupil" FROM club_members JOIN pupils USING ("Pupil ID") WHERE "Club" = 'Chess' AND "Year Group" = 7;

-- pupils who are in no club
SELECT "Pupil" FROM pupils WHERE "Pupil ID" NOT IN (SELECT "Pupil ID" FROM club_members);

-- courses with more places than Statistics
SELECT "Course" FROM courses WHERE "Places" > (SELECT "Places" FROM courses WHERE "Course" = 'Statistics');

-- pupils in the Chess club who are not in the Choir
SELECT "Pupil" FROM pupils WHERE "Pupil ID" IN (SELECT "Pupil ID" FROM club_members WHERE "Club" = 'Chess') AND "Pupil ID" NOT IN (SELECT "Pupil ID" FROM club_members WHERE "Club" = 'Choir');

-- [refused] what is the phone number of Opal Cheng's parents?

-- [refused] which pupils are being bullied

-- [refused] average salary of teachers

-- [refused] how many detentions were given in 2024?

-- [ambiguous] who is the best pupil?
SELECT "Pupil" FROM results JOIN pupils USING ("Pupil ID") GROUP BY 1 ORDER BY avg("Mark") DESC LIMIT 1;
SELECT "Pupil" FROM results JOIN pupils USING ("Pupil ID") QUALIFY rank() OVER (ORDER BY "Mark" DESC) = 1;
