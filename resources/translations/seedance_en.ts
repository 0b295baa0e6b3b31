<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="en" sourcelanguage="en">
<context>
    <name>CreateBar</name>
    <message numerus="yes">
        <source>Create %n videos</source>
        <translation>
            <numerusform>Create %n video</numerusform>
            <numerusform>Create %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>DraftHistory</name>
    <message numerus="yes">
        <source>%n references removed.</source>
        <translation>
            <numerusform>One reference removed.</numerusform>
            <numerusform>%n references removed.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <translation>
            <numerusform>One more could not be taken.</numerusform>
            <numerusform>%n more could not be taken.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is a lot at once: the first %n were taken.</source>
        <translation>
            <numerusform>That is a lot at once: the first one was taken.</numerusform>
            <numerusform>That is a lot at once: the first %n were taken.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MadeFrom</name>
    <message numerus="yes">
        <source>%n more references</source>
        <translation>
            <numerusform>%n more reference</numerusform>
            <numerusform>%n more references</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message numerus="yes">
        <source>%n more rows are too many at once.</source>
        <translation>
            <numerusform>%n more row is too much at once.</numerusform>
            <numerusform>%n more rows are too many at once.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %n videos</source>
        <translation>
            <numerusform>Create %n video</numerusform>
            <numerusform>Create %n videos</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n into the list, held</source>
        <translation>
            <numerusform>Put %n into the list, held</numerusform>
            <numerusform>Put %n into the list, held</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are ordered.</source>
        <translation>
            <numerusform>%n video is ordered.</numerusform>
            <numerusform>%n videos are ordered.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are held in the list.</source>
        <translation>
            <numerusform>%n order is held in the list.</numerusform>
            <numerusform>%n orders are held in the list.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>MoneyController</name>
    <message numerus="yes">
        <source>The price of %n videos is not known.</source>
        <translation>
            <numerusform>The price of %n video is not known.</numerusform>
            <numerusform>The price of %n videos is not known.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Create %n videos anyway</source>
        <translation>
            <numerusform>Create %n video anyway</numerusform>
            <numerusform>Create %n videos anyway</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of these videos cost more than your limit for one, {limit}: up to {cost}.</source>
        <translation>
            <numerusform>%n of these videos costs more than your limit for one, {limit}: {cost}.</numerusform>
            <numerusform>%n of these videos cost more than your limit for one, {limit}: up to {cost}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n more orders of today have no known price.</source>
        <translation>
            <numerusform>%n more order of today has no known price.</numerusform>
            <numerusform>%n more orders of today have no known price.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>ReferenceSection</name>
    <message numerus="yes">
        <source>%n kept, not used with text</source>
        <translation>
            <numerusform>%n kept, not used with text</numerusform>
            <numerusform>%n kept, not used with text</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept, not used with references</source>
        <translation>
            <numerusform>%n kept, not used with references</numerusform>
            <numerusform>%n kept, not used with references</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n kept, not used with frames</source>
        <translation>
            <numerusform>%n kept, not used with frames</numerusform>
            <numerusform>%n kept, not used with frames</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>%n selected</numerusform>
            <numerusform>%n selected</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message numerus="yes">
        <source>%n videos are being made.</source>
        <translation>
            <numerusform>One video is being made.</numerusform>
            <numerusform>%n videos are being made.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are finished, but not saved yet.</source>
        <translation>
            <numerusform>One video is finished, but not saved yet.</numerusform>
            <numerusform>%n videos are finished, but not saved yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message numerus="yes">
        <source>%n videos are not saved yet.</source>
        <translation>
            <numerusform>%n video is not saved yet.</numerusform>
            <numerusform>%n videos are not saved yet.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message numerus="yes">
        <source>For %n videos</source>
        <translation>
            <numerusform>For %n video</numerusform>
            <numerusform>For %n videos</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskController</name>
    <message numerus="yes">
        <source>%n videos are not confirmed, and perhaps charged. They need your decision.</source>
        <translation>
            <numerusform>One video is not confirmed, and perhaps charged. It waits for your decision.</numerusform>
            <numerusform>%n videos are not confirmed, and perhaps charged. They need your decision.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskDoing</name>
    <message numerus="yes">
        <source>Send %n anyway</source>
        <translation>
            <numerusform>Send %n anyway</numerusform>
            <numerusform>Send %n anyway</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Favourites changed for %n videos.</source>
        <translation>
            <numerusform>Favourites changed for %n video.</numerusform>
            <numerusform>Favourites changed for %n videos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Tags changed for %n videos.</source>
        <translation>
            <numerusform>Tags changed for %n video.</numerusform>
            <numerusform>Tags changed for %n videos.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of them can&apos;t be cancelled any more: the service may still make them and charge.</source>
        <translation>
            <numerusform>One of them can&apos;t be cancelled any more: the service may still make it and charge.</numerusform>
            <numerusform>%n of them can&apos;t be cancelled any more: the service may still make them and charge.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Saving %n videos…</source>
        <translation>
            <numerusform>Saving %n video…</numerusform>
            <numerusform>Saving %n videos…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos saved to {folder}.</source>
        <translation>
            <numerusform>%n video saved to {folder}.</numerusform>
            <numerusform>%n videos saved to {folder}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos could not be saved: {names}</source>
        <translation>
            <numerusform>%n video could not be saved: {names}</numerusform>
            <numerusform>%n videos could not be saved: {names}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n other videos were found there, too.</source>
        <translation>
            <numerusform>%n other video was found there, too.</numerusform>
            <numerusform>%n other videos were found there, too.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskRemoval</name>
    <message numerus="yes">
        <source>Remove %n videos from the list?</source>
        <translation>
            <numerusform>Remove this video from the list?</numerusform>
            <numerusform>Remove %n videos from the list?</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos removed.</source>
        <translation>
            <numerusform>%n video removed.</numerusform>
            <numerusform>%n videos removed.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos could not be moved to the bin. They are in the list again.</source>
        <translation>
            <numerusform>%n video could not be moved to the bin. It is in the list again.</numerusform>
            <numerusform>%n videos could not be moved to the bin. They are in the list again.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message numerus="yes">
        <source>%n not confirmed</source>
        <translation>
            <numerusform>%n not confirmed</numerusform>
            <numerusform>%n not confirmed</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>UnsavedNotice</name>
    <message numerus="yes">
        <source>%n finished videos can&apos;t be saved.</source>
        <translation>
            <numerusform>%n finished video can&apos;t be saved.</numerusform>
            <numerusform>%n finished videos can&apos;t be saved.</numerusform>
        </translation>
    </message>
</context>
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
    <message numerus="yes">
        <source>This video can&apos;t be watched without a token that {address} accepts. It goes on being made, and may be charged. The service keeps it for %n days only. Enter the token in the settings.</source>
        <translation>
            <numerusform>This video can&apos;t be watched without a token that {address} accepts. It goes on being made, and may be charged. The service keeps it for one day only. Enter the token in the settings.</numerusform>
            <numerusform>This video can&apos;t be watched without a token that {address} accepts. It goes on being made, and may be charged. The service keeps it for %n days only. Enter the token in the settings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This video is finished, but it can&apos;t be saved without a token that {address} accepts. The service keeps it for %n days only. Enter the token in the settings.</source>
        <translation>
            <numerusform>This video is finished, but it can&apos;t be saved without a token that {address} accepts. The service keeps it for one day only. Enter the token in the settings.</numerusform>
            <numerusform>This video is finished, but it can&apos;t be saved without a token that {address} accepts. The service keeps it for %n days only. Enter the token in the settings.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n of your videos can&apos;t be watched and saved without the token for {address}. The service may go on making them and charge for them, and keeps each for a few days only. {reason}</source>
        <translation>
            <numerusform>One of your videos can&apos;t be watched and saved without the token for {address}. The service may go on making it and charge for it, and keeps it for a few days only. {reason}</numerusform>
            <numerusform>%n of your videos can&apos;t be watched and saved without the token for {address}. The service may go on making them and charge for them, and keeps each for a few days only. {reason}</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n pictures; there are {count}.</source>
        <translation>
            <numerusform>{model} takes one picture only; there are {count}.</numerusform>
            <numerusform>{model} takes at most %n pictures; there are {count}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n reference videos; there are {count}.</source>
        <translation>
            <numerusform>{model} takes one reference video only; there are {count}.</numerusform>
            <numerusform>{model} takes at most %n reference videos; there are {count}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n sound clips; there are {count}.</source>
        <translation>
            <numerusform>{model} takes one sound clip only; there are {count}.</numerusform>
            <numerusform>{model} takes at most %n sound clips; there are {count}.</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message numerus="yes">
        <source>The service keeps it for %n days after it was made: until about {moment}.</source>
        <translation>
            <numerusform>The service keeps it for one day after it was made: until about {moment}.</numerusform>
            <numerusform>The service keeps it for %n days after it was made: until about {moment}.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Save %n videos to a folder…</source>
        <translation>
            <numerusform>Save %n video to a folder…</numerusform>
            <numerusform>Save %n videos to a folder…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Remove %n videos…</source>
        <translation>
            <numerusform>Remove this video…</numerusform>
            <numerusform>Remove %n videos…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>It was sent %n times, the last time at {time}, and no answer confirmed it. The service may have taken any of these orders, or none.</source>
        <translation>
            <numerusform>It was sent once, at {time}, and no answer confirmed it. The service may have taken the order, or not.</numerusform>
            <numerusform>It was sent %n times, the last time at {time}, and no answer confirmed it. The service may have taken any of these orders, or none.</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation>
            <numerusform>%n in progress</numerusform>
            <numerusform>%n in progress</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not confirmed</source>
        <translation>
            <numerusform>%n not confirmed</numerusform>
            <numerusform>%n not confirmed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n failed</numerusform>
            <numerusform>%n failed</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not accepted</source>
        <translation>
            <numerusform>%n not accepted</numerusform>
            <numerusform>%n not accepted</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <translation>
            <numerusform>%n expired</numerusform>
            <numerusform>%n expired</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n ready</numerusform>
            <numerusform>%n ready</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos have ended</source>
        <translation>
            <numerusform>%n video has ended</numerusform>
            <numerusform>%n videos have ended</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are being joined…</source>
        <translation>
            <numerusform>%n video is being joined…</numerusform>
            <numerusform>%n videos are being joined…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos joined</source>
        <translation>
            <numerusform>%n video joined</numerusform>
            <numerusform>%n videos joined</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Writing a timeline of %n videos…</source>
        <translation>
            <numerusform>Writing a timeline of %n video…</numerusform>
            <numerusform>Writing a timeline of %n videos…</numerusform>
        </translation>
    </message>
</context>
</TS>
