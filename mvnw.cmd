@echo off
rem Runs Maven: the installed one if it is 3.8 or newer (in MAVEN_HOME or on the PATH), else the one that
rem .mvn\wrapper\maven-wrapper.properties pins, which is fetched once, checked, and kept below .m2\wrapper\dists in the
rem user's profile. Needs Windows 10 or newer, which has curl.
rem
rem MVNW_DISTRIBUTION_URL  where to fetch the pinned Maven instead; it must have the pinned SHA-256 all the same
rem MAVEN_USER_HOME        the folder to use instead of .m2 in the user's profile
setlocal EnableExtensions DisableDelayedExpansion

rem ---- Java --------------------------------------------------------------------------------------------------------

set "JAVA=java.exe"
if defined JAVA_HOME goto java_home
where /q java.exe
if errorlevel 1 goto no_java
goto java_version

:java_home
set "JAVA=%JAVA_HOME%\bin\java.exe"
if not exist "%JAVA%" goto bad_java_home

:java_version
rem Java 8 does not know the option, and prints nothing here; a JRE lacks the compiler's module.
set "RELEASE=0"
set "COMPILER="
for /f "tokens=1-3 delims=.@-" %%a in ('^""%JAVA%" --list-modules 2^>nul^"') do (
  if "%%a.%%b"=="java.base" set "RELEASE=%%c"
  if "%%a.%%b"=="jdk.compiler" set "COMPILER=yes"
)
if %RELEASE% LSS 17 goto old_java
if not defined COMPILER goto no_compiler

rem ---- An installed Maven ------------------------------------------------------------------------------------------

set "MAVEN="
if defined MAVEN_HOME if exist "%MAVEN_HOME%\bin\mvn.cmd" call :consider "%MAVEN_HOME%\bin\mvn.cmd"
if defined MAVEN goto run
for /f "delims=" %%m in ('where mvn.cmd 2^>nul') do if not defined MAVEN call :consider "%%m"
if defined MAVEN goto run

rem ---- The pinned Maven --------------------------------------------------------------------------------------------

set "PINNED_URL="
set "PINNED_SHA256="
for /f "usebackq eol=# tokens=1* delims==" %%k in ("%~dp0.mvn\wrapper\maven-wrapper.properties") do (
  if "%%k"=="distributionUrl" set "PINNED_URL=%%l"
  if "%%k"=="distributionSha256Sum" set "PINNED_SHA256=%%l"
)
if not defined PINNED_URL goto bad_properties
if not defined PINNED_SHA256 goto bad_properties

for %%u in ("%PINNED_URL%") do set "NAME=%%~nu"
set "NAME=%NAME:-bin=%"
set "USER_HOME=%USERPROFILE%\.m2"
if defined MAVEN_USER_HOME set "USER_HOME=%MAVEN_USER_HOME%"
set "HOME_FOLDER=%USER_HOME%\wrapper\dists\%NAME%\%PINNED_SHA256%"
set "MAVEN=%HOME_FOLDER%\%NAME%\bin\mvn.cmd"
if exist "%MAVEN%" goto run

set "URL=%PINNED_URL%"
if defined MVNW_DISTRIBUTION_URL set "URL=%MVNW_DISTRIBUTION_URL%"
set "WORK=%HOME_FOLDER%\unfinished.%RANDOM%%RANDOM%"
mkdir "%WORK%"
if errorlevel 1 goto cannot_write

echo mvnw: fetching %URL% 1>&2
curl.exe --fail --silent --show-error --location --retry 2 --output "%WORK%\maven.zip" "%URL%"
if errorlevel 1 goto cannot_fetch

set "ACTUAL_SHA256="
for /f "skip=1 delims=" %%h in ('certutil -hashfile "%WORK%\maven.zip" SHA256') do (
  if not defined ACTUAL_SHA256 set "ACTUAL_SHA256=%%h"
)
rem Some versions of certutil print a blank between two bytes.
if defined ACTUAL_SHA256 set "ACTUAL_SHA256=%ACTUAL_SHA256: =%"
if /i not "%ACTUAL_SHA256%"=="%PINNED_SHA256%" goto wrong_sha256

rem The JDK's own jar tool: another tar.exe on the PATH may not know zip files.
pushd "%WORK%"
"%JAVA%" -m jdk.jartool/sun.tools.jar.Main -xf maven.zip
popd
rem One rename, so that nobody ever runs half a Maven. It fails if another run was faster, which is as good.
if not exist "%HOME_FOLDER%\%NAME%" move "%WORK%\%NAME%" "%HOME_FOLDER%\%NAME%" >nul 2>nul
rmdir /s /q "%WORK%"
if not exist "%MAVEN%" goto cannot_write

:run
rem Without "call", Maven's script takes over for good: arguments stay as they are, and its exit code is ours.
endlocal & "%MAVEN%" %*

rem ---- Helpers -----------------------------------------------------------------------------------------------------

:consider
rem Sets MAVEN to the script given if that Maven is 3.8 or newer.
for /f "tokens=2-4 delims=. " %%a in ('^"call "%~1" --version 2^>nul^"') do if "%%a"=="Maven" (
  if %%b GTR 3 set "MAVEN=%~1"
  if %%b EQU 3 if %%c GEQ 8 set "MAVEN=%~1"
)
exit /b 0

:no_java
echo mvnw: There is no Java. Install a JDK, version 17 or newer, and put it on the PATH or set JAVA_HOME. 1>&2
exit /b 1

:bad_java_home
echo mvnw: JAVA_HOME is "%JAVA_HOME%", which holds no bin\java.exe. Set it to a JDK, version 17 or newer. 1>&2
exit /b 1

:old_java
echo mvnw: "%JAVA%" is not Java 17 or newer. Install a JDK, version 17 or newer, and set JAVA_HOME to it. 1>&2
exit /b 1

:no_compiler
echo mvnw: "%JAVA%" has no compiler: it is a JRE. Install a JDK, version 17 or newer, and set JAVA_HOME to it. 1>&2
exit /b 1

:bad_properties
echo mvnw: maven-wrapper.properties must name distributionUrl and distributionSha256Sum. 1>&2
exit /b 1

:cannot_write
echo mvnw: Could not write to "%HOME_FOLDER%". 1>&2
exit /b 1

:cannot_fetch
rmdir /s /q "%WORK%"
echo mvnw: Could not fetch "%URL%". Install Maven 3.8 or newer, or set MVNW_DISTRIBUTION_URL to another address of the same file. 1>&2
exit /b 1

:wrong_sha256
rmdir /s /q "%WORK%"
echo mvnw: The file from "%URL%" is not the pinned Maven, and was thrown away. Its SHA-256 is %ACTUAL_SHA256%, expected %PINNED_SHA256%. 1>&2
exit /b 1
