<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>domain</name>
    <message numerus="yes">
        <source>The service keeps a video for %n days only, and it was not fetched in time.</source>
        <translation>
            <numerusform>The service keeps a video for %n day only, and it was not fetched in time.</numerusform>
            <numerusform>The service keeps a video for %n days only, and it was not fetched in time.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos were put back in the list from what is kept beside their files.</source>
        <translation>
            <numerusform>One video was put back in the list from what is kept beside its file.</numerusform>
            <numerusform>%n videos were put back in the list from what is kept beside their files.</numerusform>
        </translation>
    </message>
</context>
</TS>
