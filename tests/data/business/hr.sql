-- How many employees are there?
SELECT count(*) FROM employees;

-- headcount by department
SELECT "Department", count(*) FROM employees GROUP BY 1;

-- average salary by department
SELECT "Department", avg("Salary") FROM employees GROUP BY 1;

-- [after] and the maximum?
SELECT "Department", max("Salary") FROM employees GROUP BY 1;

-- Who earns the most?
SELECT "Employee" FROM employees ORDER BY "Salary" DESC LIMIT 1;

-- Which department has no employees?
SELECT "Department" FROM departments WHERE "Department" NOT IN (SELECT "Department" FROM employees);

-- employees who have left
SELECT "Employee" FROM employees WHERE "Left On" IS NOT NULL;

-- how many people left in 2024
SELECT count(*) FROM employees WHERE year("Left On") = 2024;

-- How many part-time employees do we have in Support?
SELECT count(*) FROM employees WHERE "Contract" = 'Part-time' AND "Department" = 'Support';

-- [after] and in Engineering?
SELECT count(*) FROM employees WHERE "Contract" = 'Part-time' AND "Department" = 'Engineering';

-- list the software engineers with their salary
SELECT "Employee", "Salary" FROM employees WHERE "Job Title" = 'Software Engineer';

-- people hired since January 2024
SELECT "Employee" FROM employees WHERE "Hire Date" >= '2024-01-01';

-- how many people were hired each year?
SELECT year("Hire Date"), count(*) FROM employees GROUP BY 1;

-- youngest employee
SELECT "Employee" FROM employees ORDER BY "Birth Date" DESC LIMIT 1;

-- employees born before 1970
SELECT "Employee" FROM employees WHERE "Birth Date" < '1970-01-01';

-- [share] what share of employees works part-time?
SELECT count(*) FILTER ("Contract" = 'Part-time') / count(*) FROM employees;

-- [share] percentage of temporary contracts
SELECT count(*) FILTER ("Contract" = 'Temporary') / count(*) FROM employees;

-- Total salary cost per location
SELECT "Location", sum("Salary") FROM employees JOIN departments USING ("Department") GROUP BY 1;

-- employees in Building B
SELECT "Employee" FROM employees JOIN departments USING ("Department") WHERE "Location" = 'Building B';

-- lowest, average and highest salary in Engineering
SELECT min("Salary"), avg("Salary"), max("Salary") FROM employees WHERE "Department" = 'Engineering';

-- median salary
SELECT median("Salary") FROM employees;

-- who earns above the average salary
SELECT "Employee" FROM employees WHERE "Salary" > (SELECT avg("Salary") FROM employees);

-- employees with a salary between 45000 and 60000 in Finance
SELECT "Employee" FROM employees WHERE "Salary" BETWEEN 45000 AND 60000 AND "Department" = 'Finance';

-- departments with an average salary over 60000
SELECT "Department" FROM employees GROUP BY 1 HAVING avg("Salary") > 60000;

-- Top 5 earners in Engineering
SELECT "Employee" FROM employees WHERE "Department" = 'Engineering' ORDER BY "Salary" DESC, "Employee" LIMIT 5;

-- total days absent by reason
SELECT "Reason", sum("Days") FROM absences GROUP BY 1;

-- How many sick days did we have in 2024?
SELECT sum("Days") FROM absences WHERE "Reason" = 'Sick' AND year("Start Date") = 2024;

-- sick days by department
SELECT "Department", sum("Days") FROM absences JOIN employees USING ("Employee ID") WHERE "Reason" = 'Sick' GROUP BY 1;

-- which employees have never been absent?
SELECT "Employee" FROM employees WHERE "Employee ID" NOT IN (SELECT "Employee ID" FROM absences);

-- who took the most days of holiday in 2024
SELECT "Employee" FROM absences JOIN employees USING ("Employee ID") WHERE "Reason" = 'Holiday' AND year("Start Date") = 2024 GROUP BY 1 ORDER BY sum("Days") DESC LIMIT 1;

-- absences longer than 20 days
SELECT "Absence No" FROM absences WHERE "Days" > 20;

-- Average score per course
SELECT "Course", avg("Score") FROM training GROUP BY 1;

-- how many employees completed First Aid?
SELECT count(DISTINCT "Employee ID") FROM training WHERE "Course" = 'First Aid';

-- training records without a score
SELECT "Record" FROM training WHERE "Score" IS NULL;

-- who has not done Fire Safety
SELECT "Employee" FROM employees WHERE "Employee ID" NOT IN (SELECT "Employee ID" FROM training WHERE "Course" = 'Fire Safety');

-- number of applicants per source
SELECT "Source", count(*) FROM applicants GROUP BY 1;

-- [after] by stage instead
SELECT "Stage", count(*) FROM applicants GROUP BY 1;

-- applicants for Software Engineer at the interview stage
SELECT "Applicant" FROM applicants WHERE "Position" = 'Software Engineer' AND "Stage" = 'Interview';

-- what is the average expected salary of applicants by position?
SELECT "Position", avg("Expected Salary") FROM applicants GROUP BY 1;

-- how many applications did we get in the last 3 months?
SELECT count(*) FROM applicants WHERE "Applied On" BETWEEN '2025-01-01' AND '2025-03-31';

-- applicants whose name contains van
SELECT "Applicant" FROM applicants WHERE "Applicant" ILIKE '%van%';

-- which location has the largest salary budget
SELECT "Location" FROM departments GROUP BY 1 ORDER BY sum("Salary Budget") DESC LIMIT 1;

-- who earns more than Bruno Archer?
SELECT "Employee" FROM employees WHERE "Salary" > (SELECT "Salary" FROM employees WHERE "Employee" = 'Bruno Archer');

-- number of employees by department and contract
SELECT "Department", "Contract", count(*) FROM employees GROUP BY 1, 2;

-- [refused] What is Ada Archer's home address?

-- [refused] which employees are unhappy

-- [refused] average bonus by department

-- [refused] how many employees speak French?

-- [ambiguous] how many software engineers are there
SELECT count(*) FROM employees WHERE "Job Title" = 'Software Engineer';
SELECT count(*) FROM applicants WHERE "Position" = 'Software Engineer';
