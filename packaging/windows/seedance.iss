; The Windows installer, for Inno Setup 6. packaging/build.py gives Version, Tree and Icon.
; Written with care, but never run by its writers, who have no Windows: the release workflow is its first proof.

[Setup]
AppId={{6C0B2C0C-9B1C-4C6E-9C3E-5EEDA9CE0001}
AppName=Seedance
AppVersion={#Version}
AppPublisher=The makers of Seedance
DefaultDirName={autopf}\Seedance
DisableProgramGroupPage=yes
; For one person, without an administrator's password.
PrivilegesRequired=lowest
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0.17763
SetupIconFile={#Icon}
UninstallDisplayIcon={app}\Seedance.exe
LicenseFile={#Tree}\_internal\seedance_gui\resources\licences.txt
Compression=lzma2
SolidCompression=yes
WizardStyle=modern
CloseApplications=yes

[Languages]
Name: "en"; MessagesFile: "compiler:Default.isl"

[InstallDelete]
; What an older version had and this one has not must not be found first.
Type: filesandordirs; Name: "{app}\_internal"

[Files]
Source: "{#Tree}\*"; DestDir: "{app}"; Flags: recursesubdirs ignoreversion

[Icons]
Name: "{autoprograms}\Seedance"; Filename: "{app}\Seedance.exe"

[Run]
Filename: "{app}\Seedance.exe"; Description: "{cm:LaunchProgram,Seedance}"; Flags: nowait postinstall skipifsilent

[Code]
procedure CurUninstallStepChanged(CurUninstallStep: TUninstallStep);
begin
  if (CurUninstallStep = usPostUninstall) and not UninstallSilent then
    MsgBox('Seedance is gone. Your videos are still in your Videos folder, below Seedance, and your list of videos and '
      + 'settings in ' + ExpandConstant('{localappdata}') + '\Seedance. Nothing of them was deleted.', mbInformation, MB_OK);
end;
