@echo off
rem Dyad on Windows: MSBuild finds out by itself whether a source has changed (a second or two).
setlocal
set "DYAD_ROOT=%~dp0"
if not defined DYAD_DATA set "DYAD_DATA=%DYAD_ROOT%data"
if not defined DYAD_COMMAND set "DYAD_COMMAND=dyad"
where dotnet >nul 2>nul || (echo dyad: the .NET 10 SDK is needed: https://dot.net 1>&2 & exit /b 127)
dotnet build "%DYAD_ROOT%src\Dyad.Cli" -c Release -nologo -v quiet -clp:ErrorsOnly 1>&2 || exit /b 1
dotnet "%DYAD_ROOT%src\Dyad.Cli\bin\Release\net10.0\dyad.dll" %*
exit /b %ERRORLEVEL%
