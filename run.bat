@echo off
rem Starts Seedance, or its checks, on Windows, as ./run does elsewhere:
rem
rem     run.bat [options]         the program; its own options are shown by run.bat --help
rem     run.bat test [options]    all checks; the options go to pytest
rem
rem The first start makes the folder .venv with the packages named in constraints.txt. Python itself is the only
rem thing that has to be there; where it is not, winget is offered. Later starts only look at a stamp in .venv.
setlocal EnableExtensions DisableDelayedExpansion

set "HERE=%~dp0"
set "VENV=%HERE%.venv"
set "PYTHON=%VENV%\Scripts\python.exe"
set "WHAT=app"
if /i "%~1"=="test" set "WHAT=test"

call :ready
if not errorlevel 1 goto start
call :set_up
if errorlevel 1 goto failed

:start
if "%WHAT%"=="test" goto checks
rem -P: a file named av.py in the folder from which it is started must not get in between.
rem A double click should leave no console behind the window; whoever gives options may want to read the answer.
if "%~1"=="" (
    start "Seedance" "%VENV%\Scripts\pythonw.exe" -P -m seedance_gui
    exit /b 0
)
"%PYTHON%" -P -m seedance_gui %*
exit /b %errorlevel%

:failed
rem A window opened by a double click would take the sentence with it.
if "%~1"=="" pause
exit /b 1

rem ---- the checks ---------------------------------------------------------------------------------------------

:checks
set "ARGS="
:next_argument
shift
if "%~1"=="" goto run_checks
set ARGS=%ARGS% %1
goto next_argument

:run_checks
pushd "%HERE%"
if not defined QT_QPA_PLATFORM set "QT_QPA_PLATFORM=offscreen"
echo == ruff check
"%PYTHON%" -m ruff check || goto check_failed
echo == ruff format
"%PYTHON%" -m ruff format --check || goto check_failed
echo == mypy
"%PYTHON%" -m mypy || goto check_failed
echo == lint-imports
"%VENV%\Scripts\lint-imports.exe" || goto check_failed
echo == pytest
"%PYTHON%" -m pytest %ARGS%
exit /b %errorlevel%

:check_failed
echo == failed
exit /b 1

rem ---- the set-up ---------------------------------------------------------------------------------------------

rem Writes to %1 everything that what is in .venv depends on.
:state
>"%~1" echo "%HERE%"
"%PYTHON%" -V >>"%~1" 2>&1
type "%HERE%pyproject.toml" >>"%~1" 2>nul
type "%HERE%constraints.txt" >>"%~1" 2>nul
exit /b 0

:ready
if not exist "%VENV%\ready-%WHAT%" exit /b 1
call :state "%VENV%\now"
fc /b "%VENV%\now" "%VENV%\ready-%WHAT%" >nul 2>nul
exit /b %errorlevel%

:set_up
rem What an interrupted set-up left behind can't be told from what is whole, so it is made anew.
if exist "%VENV%\unfinished" goto make_venv
"%PYTHON%" -m pip --version >nul 2>nul
if not errorlevel 1 goto fetch

:make_venv
call :find_python
if errorlevel 1 exit /b 1
if exist "%VENV%" rmdir /s /q "%VENV%"
if exist "%VENV%" (
    echo The folder .venv is in use: please close Seedance, then start run.bat again.
    exit /b 1
)
mkdir "%VENV%"
type nul >"%VENV%\unfinished"
%FIT% -m venv "%VENV%"
if errorlevel 1 (
    echo Python could not make the folder .venv: see above.
    exit /b 1
)

:fetch
type nul >"%VENV%\unfinished"
del /q "%VENV%\ready-app" "%VENV%\ready-test" 2>nul
set "PACKAGE=."
if "%WHAT%"=="test" set "PACKAGE=.[test]"
echo Fetching the Python packages of constraints.txt into .venv, about 300 MB the first time ...
pushd "%HERE%"
rem The constraints go by the environment, where they bind the packages that build this one as well. Their path is
rem relative because pip takes a space for the start of the next one.
set "PIP_CONSTRAINT=constraints.txt"
set "PIP_BUILD_CONSTRAINT=constraints.txt"
set "PIP_USER=0"
"%PYTHON%" -m pip --disable-pip-version-check --no-input install -e "%PACKAGE%"
if errorlevel 1 (
    popd
    echo The Python packages could not be installed: see above. With the network back, start run.bat again.
    exit /b 1
)
popd
rem The stamps come last: whoever sees one may rely on the rest.
call :state "%VENV%\now"
if "%WHAT%"=="test" copy /y /b "%VENV%\now" "%VENV%\ready-test" >nul
copy /y /b "%VENV%\now" "%VENV%\ready-app" >nul
del /q "%VENV%\unfinished"
exit /b 0

rem Sets FIT to the command of a 64-bit Python 3.11 to 3.13.
:find_python
for %%v in (3.13 3.12 3.11) do (
    set "FIT=py -%%v"
    call :is_fit
    if not errorlevel 1 exit /b 0
)
for %%v in (313 312 311) do (
    set FIT="%LOCALAPPDATA%\Programs\Python\Python%%v\python.exe"
    call :is_fit
    if not errorlevel 1 exit /b 0
)
set "FIT=python"
call :is_fit
if not errorlevel 1 exit /b 0

where winget >nul 2>nul
if errorlevel 1 goto no_python
if defined ASKED goto no_python
set "ASKED=yes"
choice /m "Seedance needs Python 3.11, 3.12 or 3.13. Install Python 3.13 now with winget"
if errorlevel 2 goto no_python
winget install --exact --id Python.Python.3.13 --scope user
goto find_python

:no_python
echo Seedance needs Python 3.11, 3.12 or 3.13 (64-bit), and it is not here. Get it from
echo https://www.python.org/downloads/windows/ or with: winget install Python.Python.3.13
exit /b 1

:is_fit
%FIT% -c "import sys, ensurepip, sqlite3, ssl, venv; sys.exit(not ((3, 11) <= sys.version_info[:2] <= (3, 13) and sys.maxsize > 2**32))" >nul 2>nul
if errorlevel 1 exit /b 1
exit /b 0
