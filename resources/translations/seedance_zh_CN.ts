<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en_US">
<context>
    <name>AboutDialog</name>
    <message>
        <source>About Seedance</source>
        <translation>关于 Seedance</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>List and settings</source>
        <translation>列表和设置</translation>
    </message>
    <message>
        <source>Log</source>
        <translation>日志</translation>
    </message>
    <message>
        <source>Small pictures</source>
        <translation>缩略图</translation>
    </message>
    <message>
        <source>Where things are kept</source>
        <translation>保存位置</translation>
    </message>
    <message>
        <source>What it is made of, and the licences</source>
        <translation>组成部分及其许可证</translation>
    </message>
    <message>
        <source>Version {version}</source>
        <translation>版本 {version}</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Open {folder}</source>
        <translation>打开“{folder}”</translation>
    </message>
    <message>
        <source>Licences</source>
        <translation>许可证</translation>
    </message>
    <message>
        <source>Copy report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>For support: versions, system and the end of the log. No token and no links.</source>
        <translation>用于技术支持：版本、系统和最近的日志，不含令牌和链接。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Copied</source>
        <translation>已复制</translation>
    </message>
</context>
<context>
    <name>AddMenu</name>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Type a link…</source>
        <translation>输入链接…</translation>
    </message>
    <message>
        <source>Choose files…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose a file…</source>
        <translation>选择文件…</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Choose a file</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>All files (*)</source>
        <translation>所有文件 (*)</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound</source>
        <translation>音频</translation>
    </message>
</context>
<context>
    <name>AssetLibrary</name>
    <message>
        <source>Save to the asset library</source>
        <translation>存入素材库</translation>
    </message>
    <message>
        <source>Being saved to the asset library…</source>
        <translation>正在存入素材库…</translation>
    </message>
    <message>
        <source>From the asset library…</source>
        <translation>从素材库选择…</translation>
    </message>
    <message>
        <source>Reviewed material…</source>
        <translation>审核过的素材…</translation>
    </message>
    <message>
        <source>{name} is being saved to the asset library. The service checks it first.</source>
        <translation>正在把“{name}”存入素材库，服务会先审核。</translation>
    </message>
    <message>
        <source>{name} is in the asset library, and used from there.</source>
        <translation>“{name}”已存入素材库，并改用库中的这份。</translation>
    </message>
    <message>
        <source>Add reference</source>
        <translation>添加参考素材</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>审核中</translation>
    </message>
</context>
<context>
    <name>AssetPicker</name>
    <message>
        <source>Asset library</source>
        <translation>素材库</translation>
    </message>
    <message>
        <source>Reviewed material</source>
        <translation>审核过的素材</translation>
    </message>
    <message>
        <source>Search by name or id</source>
        <translation>按名称或 ID 搜索</translation>
    </message>
    <message>
        <source>Or type an id:</source>
        <translation>或输入 ID：</translation>
    </message>
    <message>
        <source>Asset id</source>
        <translation>素材 ID</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Remove from this list</source>
        <translation>从列表移除</translation>
    </message>
    <message>
        <source>Saved once, used as often as you like. To save something here, open the menu of a reference: Save to the asset library.</source>
        <translation>存入一次，随时可用。要存入素材，请打开参考素材的菜单，选择“存入素材库”。</translation>
    </message>
    <message>
        <source>This model takes reviewed material only. Have it reviewed in the service&apos;s console; it then has an id that begins with asset://.</source>
        <translation>这个模型只接受审核过的素材。请到服务的控制台提交审核，通过后会有以 asset:// 开头的 ID。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>Nothing here yet</source>
        <translation>还没有内容</translation>
    </message>
    <message>
        <source>Ids that you use are kept here.</source>
        <translation>你用过的 ID 会保留在这里。</translation>
    </message>
    <message>
        <source>The service did not accept this one.</source>
        <translation>服务没有接受这份素材。</translation>
    </message>
    <message>
        <source>The service is still checking this one. It can be used as soon as it is ready.</source>
        <translation>服务还在审核这份素材，通过后就能使用。</translation>
    </message>
    <message>
        <source>This is not an asset&apos;s id. Ids look like asset://abc123.</source>
        <translation>这不是素材 ID。素材 ID 形如 asset://abc123。</translation>
    </message>
</context>
<context>
    <name>AssetRows</name>
    <message>
        <source>Ready</source>
        <translation>可用</translation>
    </message>
    <message>
        <source>Being checked</source>
        <translation>审核中</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未通过</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound clip</source>
        <translation>音频</translation>
    </message>
</context>
<context>
    <name>ClampedText</name>
    <message>
        <source>Less</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>More</source>
        <translation>展开</translation>
    </message>
    <message>
        <source>Show less of it</source>
        <translation>收起全文</translation>
    </message>
    <message>
        <source>Show all of it</source>
        <translation>展开全文</translation>
    </message>
</context>
<context>
    <name>ColumnChoice</name>
    <message>
        <source>Column of the prompt</source>
        <translation>提示词所在的列</translation>
    </message>
    <message>
        <source>The first line holds names</source>
        <translation>首行是列名</translation>
    </message>
    <message>
        <source>Take the rows</source>
        <translation>导入这些行</translation>
    </message>
    <message>
        <source>The prompt is</source>
        <translation>提示词在</translation>
    </message>
    <message>
        <source>column {n}: {name}</source>
        <translation>第 {n} 列：{name}</translation>
    </message>
    <message>
        <source>each line, whole</source>
        <translation>整行都是提示词</translation>
    </message>
</context>
<context>
    <name>CommandPalette</name>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message>
        <source>What do you want to do?</source>
        <translation>想做什么？</translation>
    </message>
    <message>
        <source>No command matches this.</source>
        <translation>没有匹配的命令。</translation>
    </message>
</context>
<context>
    <name>Compare</name>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Cost</source>
        <translation>费用</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>比例</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>from text</source>
        <translation>从文字生成</translation>
    </message>
    <message>
        <source>from references</source>
        <translation>从参考素材生成</translation>
    </message>
    <message>
        <source>from frames</source>
        <translation>从首尾帧生成</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>起点</translation>
    </message>
    <message>
        <source>{minutes} min {seconds} s</source>
        <translation>{minutes} 分 {seconds} 秒</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
</context>
<context>
    <name>CompareController</name>
    <message>
        <source>No other one of these is finished yet.</source>
        <translation>其他几个还没有完成。</translation>
    </message>
</context>
<context>
    <name>ComparePane</name>
    <message>
        <source>Two takes, in step</source>
        <translation>两个版本，同步播放</translation>
    </message>
    <message>
        <source>You hear {letter}. Press to hear the other one</source>
        <translation>正在听 {letter} 的声音。点击听另一个</translation>
    </message>
    <message>
        <source>{letter} ends at {time} and holds</source>
        <translation>{letter} 在 {time} 处结束并停留</translation>
    </message>
    <message>
        <source>Swap</source>
        <translation>互换</translation>
    </message>
    <message>
        <source>Side by side</source>
        <translation>并排</translation>
    </message>
    <message>
        <source>Wipe</source>
        <translation>滑动对比</translation>
    </message>
    <message>
        <source>How they are seen</source>
        <translation>对比方式</translation>
    </message>
    <message>
        <source>Let A and B change places</source>
        <translation>互换 A 和 B 的位置</translation>
    </message>
    <message>
        <source>Show the form</source>
        <translation>展开创作面板</translation>
    </message>
    <message>
        <source>Write the prompt</source>
        <translation>编写提示词</translation>
    </message>
    <message>
        <source>Go to Create</source>
        <translation>前往“创建”</translation>
    </message>
    <message>
        <source>Leave the comparison</source>
        <translation>退出对比</translation>
    </message>
</context>
<context>
    <name>CompareTable</name>
    <message>
        <source>What differs</source>
        <translation>不同之处</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>The same in both: {facts}</source>
        <translation>两者相同：{facts}</translation>
    </message>
    <message>
        <source>Both were made with the same settings.</source>
        <translation>两个视频的设置完全相同。</translation>
    </message>
    <message>
        <source>Keep {letter}</source>
        <translation>保留 {letter}</translation>
    </message>
    <message>
        <source>Give it a star, and remove the others</source>
        <translation>收藏它，移除其他版本</translation>
    </message>
    <message>
        <source>Reuse the settings of {letter}</source>
        <translation>复用 {letter} 的设置</translation>
    </message>
    <message>
        <source>More for {letter}</source>
        <translation>{letter} 的更多操作</translation>
    </message>
    <message>
        <source>Compare another one as {letter}</source>
        <translation>换一个视频作为 {letter}</translation>
    </message>
</context>
<context>
    <name>CreateBar</name>
    <message>
        <source>To create:</source>
        <translation>还需要：</translation>
    </message>
    <message>
        <source>Practice · free</source>
        <translation>练习模式 · 免费</translation>
    </message>
    <message>
        <source>Taking in what you added…</source>
        <translation>正在读取你添加的内容…</translation>
    </message>
    <message>
        <source>Balance: {balance}</source>
        <translation>余额：{balance}</translation>
    </message>
    <message>
        <source>Check: {field}</source>
        <translation>{field}需要修改</translation>
    </message>
    <message numerus="yes">
        <source>Create %n videos</source>
        <translation>
            <numerusform>创建 %n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the order</source>
        <translation>保存订单</translation>
    </message>
    <message>
        <source>Sending…</source>
        <translation>正在发送…</translation>
    </message>
    <message>
        <source>Create video</source>
        <translation>创建视频</translation>
    </message>
</context>
<context>
    <name>CropDialog</name>
    <message>
        <source>Crop “{name}”</source>
        <translation>裁剪“{name}”</translation>
    </message>
    <message>
        <source>Crop</source>
        <translation>裁剪</translation>
    </message>
    <message>
        <source>Drag the frame over what you want to keep.</source>
        <translation>拖动选框，选择要保留的画面。</translation>
    </message>
</context>
<context>
    <name>CropView</name>
    <message>
        <source>Part of the picture</source>
        <translation>保留的画面</translation>
    </message>
</context>
<context>
    <name>DescribeDialog</name>
    <message>
        <source>Name and note</source>
        <translation>名称和备注</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>The file keeps its name.</source>
        <translation>文件名不变。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>Dialog</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>DraftHistory</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>There is nothing to undo.</source>
        <translation>没有可撤销的操作。</translation>
    </message>
    <message>
        <source>There is nothing to redo.</source>
        <translation>没有可重做的操作。</translation>
    </message>
    <message numerus="yes">
        <source>%n references removed.</source>
        <translation>
            <numerusform>已移除 %n 个参考素材。</numerusform>
        </translation>
    </message>
    <message>
        <source>Apply the fix</source>
        <translation>应用修正</translation>
    </message>
    <message>
        <source>Add reference</source>
        <translation>添加参考素材</translation>
    </message>
    <message>
        <source>Move reference</source>
        <translation>移动参考素材</translation>
    </message>
    <message>
        <source>Remove reference</source>
        <translation>移除参考素材</translation>
    </message>
    <message>
        <source>Replace reference</source>
        <translation>替换参考素材</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已移除：{name}</translation>
    </message>
</context>
<context>
    <name>DraftMessages</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用设置</translation>
    </message>
    <message>
        <source>Every setting of that video is back in the form.</source>
        <translation>那个视频的全部设置已填回表单。</translation>
    </message>
    <message>
        <source>The pasted settings are in the form.</source>
        <translation>粘贴的参数已填入。</translation>
    </message>
    <message>
        <source>The settings of {name} are in the form.</source>
        <translation>{name} 的参数已填入。</translation>
    </message>
    <message>
        <source>Not understood: {names}.</source>
        <translation>看不懂：{names}。</translation>
    </message>
    <message>
        <source>They replace “{prompt}”.</source>
        <translation>替换了“{prompt}”。</translation>
    </message>
    <message>
        <source>They replace {name}.</source>
        <translation>替换了 {name}。</translation>
    </message>
    <message>
        <source>Not all of it can be used as it was: {names}.</source>
        <translation>有些内容无法原样使用：{names}。</translation>
    </message>
    <message>
        <source>The example&apos;s pictures could not be copied: {reason}</source>
        <translation>示例图片无法复制：{reason}</translation>
    </message>
    <message>
        <source>Use an example</source>
        <translation>使用示例</translation>
    </message>
    <message>
        <source>The example is in the form. Change it as you like.</source>
        <translation>示例已填入表单，可随意修改。</translation>
    </message>
    <message>
        <source>Use the frame</source>
        <translation>使用该帧</translation>
    </message>
    <message>
        <source>The next video starts with that frame.</source>
        <translation>该帧已设为下一个视频的首帧。</translation>
    </message>
    <message>
        <source>The next video ends with that frame.</source>
        <translation>该帧已设为下一个视频的尾帧。</translation>
    </message>
    <message>
        <source>It replaces {name}.</source>
        <translation>已替换原来的 {name}。</translation>
    </message>
    <message>
        <source>The video starts from frames now.</source>
        <translation>生成方式已改为首尾帧。</translation>
    </message>
    <message>
        <source>Links are used as references.</source>
        <translation>链接已用作参考素材。</translation>
    </message>
    <message>
        <source>Put into the prompt</source>
        <translation>放进提示词</translation>
    </message>
</context>
<context>
    <name>DropBox</name>
    <message>
        <source>Anywhere here.</source>
        <translation>拖到这里任意位置。</translation>
    </message>
    <message>
        <source>Choose files</source>
        <translation>选择文件</translation>
    </message>
    <message>
        <source>Paste link</source>
        <translation>粘贴链接</translation>
    </message>
</context>
<context>
    <name>Dropping</name>
    <message numerus="yes">
        <source>%n more could not be taken.</source>
        <translation>
            <numerusform>另有 %n 个没能添加。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>That is a lot at once: the first %n were taken.</source>
        <translation>
            <numerusform>一次拖入的太多了，已添加前 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no link, file or picture in it.</source>
        <translation>里面没有链接、文件或图片。</translation>
    </message>
    <message>
        <source>There is no link in it. Links begin with https:// or asset://</source>
        <translation>里面没有链接。链接以 https:// 或 asset:// 开头</translation>
    </message>
    <message>
        <source>This picture has no link of its own. Save it to this computer first, then drop the file.</source>
        <translation>这张图片没有自己的链接。请先把它存到电脑上，再拖入文件。</translation>
    </message>
    <message>
        <source>That is not a link to a picture, video or sound.</source>
        <translation>这不是图片、视频或音频的链接。</translation>
    </message>
</context>
<context>
    <name>DurationSlider</name>
    <message>
        <source> s</source>
        <translation> 秒</translation>
    </message>
</context>
<context>
    <name>EarlierWork</name>
    <message>
        <source>Earlier prompts</source>
        <translation>用过的提示词</translation>
    </message>
    <message>
        <source>Find a prompt by its words</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>No earlier prompt has these words.</source>
        <translation>没有这样的提示词。</translation>
    </message>
    <message>
        <source>Use an earlier prompt</source>
        <translation>使用之前的提示词</translation>
    </message>
    <message>
        <source>The prompt is in the form.</source>
        <translation>提示词已填入。</translation>
    </message>
    <message>
        <source>Insert “{name}”: {text}</source>
        <translation>插入“{name}”：{text}</translation>
    </message>
    <message>
        <source>Use the template “{name}”</source>
        <translation>使用模板“{name}”</translation>
    </message>
    <message>
        <source>Keep the selected words as a snippet…</source>
        <translation>把选中的文字存为常用语…</translation>
    </message>
    <message>
        <source>Templates, snippets and cast…</source>
        <translation>模板、常用语和角色库…</translation>
    </message>
    <message>
        <source>Keep in the cast…</source>
        <translation>存入角色库…</translation>
    </message>
    <message>
        <source>The template “{name}” is in the form.</source>
        <translation>模板“{name}”已填入。</translation>
    </message>
    <message>
        <source>The cast uses {file} where it is, because it could not be copied: {reason}</source>
        <translation>{file} 无法复制，角色库将继续使用原位置的文件：{reason}</translation>
    </message>
</context>
<context>
    <name>ExampleCard</name>
    <message>
        <source>From text</source>
        <translation>文字生成</translation>
    </message>
    <message>
        <source>From references</source>
        <translation>参考素材生成</translation>
    </message>
    <message>
        <source>From first and last frame</source>
        <translation>首尾帧生成</translation>
    </message>
    <message>
        <source>{ratio}, {seconds} s</source>
        <translation>{ratio}，{seconds} 秒</translation>
    </message>
    <message>
        <source>Use this example</source>
        <translation>使用这个示例</translation>
    </message>
    <message>
        <source>Use this</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Use this example: {name}</source>
        <translation>使用这个示例：{name}</translation>
    </message>
</context>
<context>
    <name>ExamplesPage</name>
    <message>
        <source>Make your first video</source>
        <translation>创作你的第一个视频</translation>
    </message>
    <message>
        <source>Write your own, or click an example: it fills the form, and you change what you like.</source>
        <translation>写下你的想法，或点选一个示例：内容会填入表单，随你修改。</translation>
    </message>
</context>
<context>
    <name>FileNames</name>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>A red fox trots through fresh snow</source>
        <translation>一只赤狐在新雪中小跑</translation>
    </message>
    <message>
        <source>For example: {name}</source>
        <translation>示例：{name}</translation>
    </message>
</context>
<context>
    <name>FilterBar</name>
    <message>
        <source>Favourites only</source>
        <translation>只看收藏</translation>
    </message>
    <message>
        <source>Search your videos by prompt, model, name, note and tag</source>
        <translation>按提示词、模型、名称、备注和标签搜索视频</translation>
    </message>
    <message>
        <source>Search prompts</source>
        <translation>搜索提示词</translation>
    </message>
    <message>
        <source>Filter by date, model, ratio and references</source>
        <translation>按日期、模型、画面比例和参考素材筛选</translation>
    </message>
    <message>
        <source>Filter by tag</source>
        <translation>按标签筛选</translation>
    </message>
    <message>
        <source>Filter by state</source>
        <translation>按状态筛选</translation>
    </message>
    <message>
        <source>All tags</source>
        <translation>全部标签</translation>
    </message>
    <message>
        <source>Favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Date</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Any model</source>
        <translation>全部模型</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Any ratio</source>
        <translation>全部比例</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Made from</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>Tag</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Show all videos</source>
        <translation>显示全部视频</translation>
    </message>
    <message>
        <source>Sort</source>
        <translation>排序</translation>
    </message>
    <message>
        <source>Sort: {order}</source>
        <translation>排序：{order}</translation>
    </message>
    <message>
        <source>Clear filter: {filter}</source>
        <translation>取消筛选：{filter}</translation>
    </message>
</context>
<context>
    <name>FormController</name>
    <message>
        <source>Checking references…</source>
        <translation>正在检查素材…</translation>
    </message>
    <message>
        <source>The form was changed meanwhile, so nothing was sent. Press Create again.</source>
        <translation>检查期间表单有改动，所以没有提交。请再次点击“创建视频”。</translation>
    </message>
    <message>
        <source>Not everything you added passed the check. Press Create again to send it all the same.</source>
        <translation>添加的内容没有全部通过检查。如仍要提交，请再次点击“创建视频”。</translation>
    </message>
</context>
<context>
    <name>FormDropTarget</name>
    <message>
        <source>Both frames are set already. Drop a picture on the one it should replace.</source>
        <translation>首帧和尾帧都已设好。请把图片拖到要替换的那一帧上。</translation>
    </message>
    <message>
        <source>The clipboard holds no settings of a video.</source>
        <translation>剪贴板里没有视频参数。</translation>
    </message>
</context>
<context>
    <name>FormPane</name>
    <message>
        <source>Describe your video: who or what is in it, what happens, how the camera moves, the light, the sound.</source>
        <translation>描述你的视频：画面里有谁或什么、发生了什么、镜头怎么动、光线和声音如何。</translation>
    </message>
    <message>
        <source>Put links into the prompt</source>
        <translation>把链接放进提示词</translation>
    </message>
    <message>
        <source>Change model</source>
        <translation>切换模型</translation>
    </message>
    <message>
        <source>Change start mode</source>
        <translation>更改生成方式</translation>
    </message>
    <message>
        <source>Change ratio</source>
        <translation>更改画面比例</translation>
    </message>
    <message>
        <source>Change length</source>
        <translation>更改时长</translation>
    </message>
    <message>
        <source>Change resolution</source>
        <translation>更改分辨率</translation>
    </message>
    <message>
        <source>Change orientation</source>
        <translation>更改画面方向</translation>
    </message>
    <message>
        <source>Typing</source>
        <translation>输入文字</translation>
    </message>
    <message>
        <source>Swap first and last frame</source>
        <translation>交换首帧和尾帧</translation>
    </message>
    <message>
        <source>Added to {field}</source>
        <translation>已添加到{field}</translation>
    </message>
    <message>
        <source>{count} of {maximum} characters</source>
        <translation>{count} / {maximum} 字</translation>
    </message>
</context>
<context>
    <name>FrameSwap</name>
    <message>
        <source>Swap first and last frame</source>
        <translation>交换首帧和尾帧</translation>
    </message>
</context>
<context>
    <name>Guide</name>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Begin</source>
        <translation>入门</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>States</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Pages of the guide</source>
        <translation>指南页面</translation>
    </message>
    <message>
        <source>Choose a model. {model} is a good one to begin with.</source>
        <translation>选一个模型，第一次用推荐 {model}。</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>The prompt alone makes the video.</source>
        <translation>只凭提示词生成视频。</translation>
    </message>
    <message>
        <source>Pictures, videos and sound for the video to follow.</source>
        <translation>图片、视频和音频，供生成时参考。</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>首尾帧</translation>
    </message>
    <message>
        <source>The picture it begins with, the one it ends with, or both.</source>
        <translation>指定视频的第一帧、最后一帧，或两者都指定。</translation>
    </message>
    <message>
        <source>Make a video in three steps</source>
        <translation>三步做出一个视频</translation>
    </message>
    <message>
        <source>Describe the video, and add references if you like.</source>
        <translation>写下画面，需要时加上参考素材。</translation>
    </message>
    <message>
        <source>Press Create. It is saved to your folder by itself.</source>
        <translation>点击创建，完成后自动保存到你的文件夹。</translation>
    </message>
    <message>
        <source>What a good prompt names</source>
        <translation>好的提示词写些什么</translation>
    </message>
    <message>
        <source>Three ways to start</source>
        <translation>三种生成方式</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound clips</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>The service keeps what is uploaded for {days} days.</source>
        <translation>上传的文件在服务上保留 {days} 天。</translation>
    </message>
    <message>
        <source>References lead, frames are shown</source>
        <translation>参考素材供借鉴，首尾帧直接入画</translation>
    </message>
    <message>
        <source>A reference lends its look, its movement or its sound. A frame is the video&apos;s own first or last picture. Reference pictures and frames don&apos;t go together: what isn&apos;t used is kept.</source>
        <translation>参考素材提供外观、动作或声音供模型借鉴；首尾帧就是视频本身的第一帧和最后一帧。参考图与首尾帧不能同时使用，暂不使用的会保留。</translation>
    </message>
    <message>
        <source>Type @ in the prompt to say which reference does what.</source>
        <translation>在提示词里输入 @，说明每个素材怎么用。</translation>
    </message>
    <message>
        <source>Drop files or links anywhere on the form, or paste them.</source>
        <translation>把文件或链接拖到表单任意位置，也可以直接粘贴。</translation>
    </message>
    <message>
        <source>Files the service takes</source>
        <translation>服务支持的文件</translation>
    </message>
    <message>
        <source>Up to {size} MB each.</source>
        <translation>每个最大 {size} MB。</translation>
    </message>
    <message>
        <source>What each route is for</source>
        <translation>各线路适合做什么</translation>
    </message>
    <message>
        <source>What the states mean</source>
        <translation>各种状态的含义</translation>
    </message>
    <message>
        <source>It is sent only once, and the program waits for the service&apos;s answer.</source>
        <translation>只会发送一次，正在等待服务回复。</translation>
    </message>
    <message>
        <source>The service has taken the order and begins as soon as it can.</source>
        <translation>服务已受理，轮到时就会开始生成。</translation>
    </message>
    <message>
        <source>The service is making it. You can close the program meanwhile.</source>
        <translation>服务正在生成，期间可以关闭软件。</translation>
    </message>
    <message>
        <source>It is in your folder, with the settings that made it beside it.</source>
        <translation>视频已在你的文件夹里，旁边保存着它的全部设置。</translation>
    </message>
    <message>
        <source>up to {n}</source>
        <translation>最多 {n} 个</translation>
    </message>
    <message>
        <source>frames count, too</source>
        <translation>首尾帧计算在内</translation>
    </message>
    <message>
        <source>no {n}</source>
        <translation>不支持 {n}</translation>
    </message>
    <message>
        <source>first and last</source>
        <translation>首帧和尾帧都要有</translation>
    </message>
    <message>
        <source>first, last or both</source>
        <translation>首帧、尾帧或两者</translation>
    </message>
    <message>
        <source>{n} s together</source>
        <translation>合计不超过 {n} 秒</translation>
    </message>
    <message>
        <source>{n} MB together</source>
        <translation>合计不超过 {n} MB</translation>
    </message>
    <message>
        <source>sides from {n} pixels</source>
        <translation>边长至少 {n} 像素</translation>
    </message>
    <message>
        <source>sides up to {n} pixels</source>
        <translation>边长最多 {n} 像素</translation>
    </message>
    <message>
        <source>only with {n}</source>
        <translation>仅限 {n}</translation>
    </message>
    <message>
        <source>not together with frames</source>
        <translation>不能与首尾帧同用</translation>
    </message>
    <message>
        <source>beside a picture, video or frame</source>
        <translation>需搭配图片、视频或首尾帧</translation>
    </message>
    <message>
        <source>Reviewed material only (asset://)</source>
        <translation>仅限审核过的素材（asset://）</translation>
    </message>
    <message>
        <source>Files, links and saved assets</source>
        <translation>文件、链接、素材库素材</translation>
    </message>
    <message>
        <source>Files and links</source>
        <translation>文件、链接</translation>
    </message>
</context>
<context>
    <name>Handle</name>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
</context>
<context>
    <name>IdDialog</name>
    <message>
        <source>It was created</source>
        <translation>已创建</translation>
    </message>
    <message>
        <source>Its id, as the service&apos;s website shows it:</source>
        <translation>服务网站上显示的任务 ID：</translation>
    </message>
    <message>
        <source>Its id, as the real service&apos;s website would show it:</source>
        <translation>任务 ID（真实服务会在网站上显示）：</translation>
    </message>
    <message>
        <source>Paste the id, or the whole line or address with the id in it</source>
        <translation>粘贴 ID，也可以粘贴包含 ID 的整行文字或网址</translation>
    </message>
    <message>
        <source>Asking about an id orders nothing and costs nothing.</source>
        <translation>查询 ID 不会下单，也不会扣费。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>The id in it: {id}</source>
        <translation>识别出的 ID：{id}</translation>
    </message>
    <message>
        <source>More than one part of this may be the id. Paste the id alone.</source>
        <translation>里面有多处可能是 ID，请只粘贴 ID 本身。</translation>
    </message>
    <message>
        <source>There is no id in this. Copy it once more from the service&apos;s website.</source>
        <translation>里面没有 ID。请从服务的网站重新复制。</translation>
    </message>
    <message>
        <source>This id belongs to another video in your list already: “{prompt}” ({state}). So it is not the one you look for.</source>
        <translation>这个 ID 已属于列表中的另一个视频：“{prompt}”（{state}），所以不是你要找的那个。</translation>
    </message>
    <message>
        <source>You can watch it anyway, and come back and decide again.</source>
        <translation>也可以先跟踪它，之后再返回重新决定。</translation>
    </message>
    <message>
        <source>Watch it anyway</source>
        <translation>仍然跟踪</translation>
    </message>
    <message>
        <source>It could not be checked whether the service knows this id.</source>
        <translation>无法核对服务是否有这个 ID。</translation>
    </message>
    <message>
        <source>The service knows no video with this id. Compare it with the website, letter by letter. A video that was ordered a moment ago may not be known yet.</source>
        <translation>服务没有这个 ID 的视频。请与网站上的 ID 逐字核对。刚刚下单的视频可能还查不到。</translation>
    </message>
    <message>
        <source>The service has a video with this id, but it was made with another model ({model}), so it is hardly the one you look for.</source>
        <translation>服务有这个 ID 的视频，但它用的是另一个模型（{model}），多半不是你要找的那个。</translation>
    </message>
    <message>
        <source>Watch it</source>
        <translation>跟踪它</translation>
    </message>
    <message>
        <source>Asking the service…</source>
        <translation>正在查询…</translation>
    </message>
    <message>
        <source>Enter the id first.</source>
        <translation>请先填写 ID。</translation>
    </message>
</context>
<context>
    <name>ImageConversion</name>
    <message>
        <source>A copy is being made…</source>
        <translation>正在制作副本…</translation>
    </message>
    <message>
        <source>Make a smaller copy</source>
        <translation>制作较小的副本</translation>
    </message>
    <message>
        <source>Make a PNG copy</source>
        <translation>制作 PNG 副本</translation>
    </message>
    <message>
        <source>Make a JPEG copy</source>
        <translation>制作 JPEG 副本</translation>
    </message>
    <message>
        <source>A copy of the picture can be used instead. The file itself stays as it is.</source>
        <translation>可以改用图片的副本，原文件保持不变。</translation>
    </message>
    <message>
        <source>Choose which part of it to keep.</source>
        <translation>选择要保留的部分。</translation>
    </message>
    <message>
        <source>Shorten “{name}”…</source>
        <translation>截短“{name}”…</translation>
    </message>
    <message>
        <source>Make a copy with borders</source>
        <translation>生成加黑边的副本</translation>
    </message>
    <message>
        <source>Make a copy on white</source>
        <translation>制作白底副本</translation>
    </message>
    <message>
        <source>White can be put behind it.</source>
        <translation>可以给它加上白色背景。</translation>
    </message>
    <message>
        <source>With borders, nothing of it is lost.</source>
        <translation>加黑边可以保留完整画面。</translation>
    </message>
    <message>
        <source>A shorter copy can be used instead. The file itself stays as it is.</source>
        <translation>可以改用截短的副本，原文件不变。</translation>
    </message>
    <message>
        <source>Trim…</source>
        <translation>截取片段…</translation>
    </message>
    <message>
        <source>Trim… (only files on this computer)</source>
        <translation>截取片段…（仅限本机文件）</translation>
    </message>
    <message>
        <source>Crop to {ratio}…</source>
        <translation>裁剪为 {ratio}…</translation>
    </message>
    <message>
        <source>Crop to the first frame&apos;s shape…</source>
        <translation>裁剪为首帧的比例…</translation>
    </message>
    <message>
        <source>No copy could be made: it can&apos;t be read, or the disk is full.</source>
        <translation>无法生成副本：文件无法读取，或磁盘已满。</translation>
    </message>
    <message>
        <source>Use the copy</source>
        <translation>使用副本</translation>
    </message>
    <message>
        <source>Trim</source>
        <translation>截取片段</translation>
    </message>
    <message>
        <source>Fit the picture</source>
        <translation>调整图片</translation>
    </message>
</context>
<context>
    <name>LinkDialog</name>
    <message>
        <source>Add links</source>
        <translation>添加链接</translation>
    </message>
    <message>
        <source>Add a link</source>
        <translation>添加链接</translation>
    </message>
    <message>
        <source>Links that everyone can open, one below the other:</source>
        <translation>任何人都能打开的链接，每行一个：</translation>
    </message>
    <message>
        <source>A link that everyone can open:</source>
        <translation>任何人都能打开的链接：</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
</context>
<context>
    <name>ListHead</name>
    <message>
        <source>Fold the list to a strip</source>
        <translation>收起列表，只显示缩略图</translation>
    </message>
    <message>
        <source>Your videos</source>
        <translation>我的视频</translation>
    </message>
</context>
<context>
    <name>LocalFiles</name>
    <message>
        <source>“{name}” is not there any more.</source>
        <translation>“{name}”已经不在了。</translation>
    </message>
    <message>
        <source>“{name}” is not a picture, video or sound that the service takes.</source>
        <translation>“{name}”不是服务支持的图片、视频或音频。</translation>
    </message>
    <message>
        <source>“{name}” is on another machine or device. Copy it to this computer first.</source>
        <translation>“{name}”在其他电脑或设备上，请先复制到本机。</translation>
    </message>
    <message>
        <source>“{name}” is not a file.</source>
        <translation>“{name}”不是文件。</translation>
    </message>
    <message>
        <source>“{name}” is empty.</source>
        <translation>“{name}”是空文件。</translation>
    </message>
    <message>
        <source>“{name}” has {size} MB; at most {limit} MB can be sent.</source>
        <translation>“{name}”有 {size} MB，最多只能发送 {limit} MB。</translation>
    </message>
    <message>
        <source>The folder “{name}” can&apos;t be read.</source>
        <translation>无法读取文件夹“{name}”。</translation>
    </message>
    <message>
        <source>There is no picture, video or sound in “{name}”.</source>
        <translation>“{name}”里没有图片、视频或音频。</translation>
    </message>
</context>
<context>
    <name>MadeFrom</name>
    <message>
        <source>Made from</source>
        <translation>所用素材</translation>
    </message>
    <message numerus="yes">
        <source>%n more references</source>
        <translation>
            <numerusform>还有 %n 个素材</numerusform>
        </translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Use in the form</source>
        <translation>加入表单</translation>
    </message>
</context>
<context>
    <name>ManyDialog</name>
    <message>
        <source>Many videos at once</source>
        <translation>批量生成</translation>
    </message>
    <message>
        <source>A line is the prompt of a video. With a first row of names, columns give the rest: prompt, model, ratio, length, resolution, takes, reference pictures, first frame… What a row doesn&apos;t say is as in the form, but it makes one video.</source>
        <translation>每行是一个视频的提示词。首行写列名时，其余内容由各列给出：提示词、模型、画面比例、时长、分辨率、数量、参考图、首帧……没写的按表单设置，但数量为 1。</translation>
    </message>
    <message>
        <source>Rows</source>
        <translation>行</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>参数</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Remove rows</source>
        <translation>移除所选行</translation>
    </message>
    <message>
        <source>Hold them all first</source>
        <translation>先全部暂缓</translation>
    </message>
    <message>
        <source>None is sent until you release it in the list.</source>
        <translation>在列表里恢复之前都不会发送。</translation>
    </message>
    <message>
        <source>Open a file…</source>
        <translation>打开文件…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>It can&apos;t be read: {reason}</source>
        <translation>无法读取：{reason}</translation>
    </message>
    <message>
        <source>This is a table, and its first line names no prompt. Nothing was taken: tell which column it is, or write names in the first line, such as: prompt, model, length, ratio.</source>
        <translation>这是一个表格，但首行没有“提示词”列，所以还没有导入任何内容。请选择提示词所在的列，或在首行写上列名，例如：提示词、模型、时长、画面比例。</translation>
    </message>
    <message>
        <source>There are no rows in it.</source>
        <translation>里面没有内容。</translation>
    </message>
    <message>
        <source>Columns that aren&apos;t used: {names}.</source>
        <translation>没有用到的列：{names}。</translation>
    </message>
    <message numerus="yes">
        <source>%n more rows are too many at once.</source>
        <translation>
            <numerusform>一次最多 500 行，还有 %n 行没有读入。</numerusform>
        </translation>
    </message>
    <message>
        <source>Not understood: {names}.</source>
        <translation>看不懂：{names}。</translation>
    </message>
    <message>
        <source>There is no file {name}.</source>
        <translation>找不到文件 {name}。</translation>
    </message>
    <message>
        <source>This model is not known.</source>
        <translation>没有这个模型。</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>数量</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>{field} {value}: {model} takes {allowed}.</source>
        <translation>{field} {value}：{model} 支持 {allowed}。</translation>
    </message>
    <message>
        <source>Ready</source>
        <translation>可以生成</translation>
    </message>
    <message numerus="yes">
        <source>Create %n videos</source>
        <translation>
            <numerusform>生成 %n 个视频</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Put %n into the list, held</source>
        <translation>
            <numerusform>把 %n 个放进列表，暂缓发送</numerusform>
        </translation>
    </message>
    <message>
        <source>Create</source>
        <translation>生成</translation>
    </message>
    <message numerus="yes">
        <source>%n videos are ordered.</source>
        <translation>
            <numerusform>已提交 %n 个视频。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n orders are held in the list.</source>
        <translation>
            <numerusform>%n 个订单已暂缓，可在列表里查看。</numerusform>
        </translation>
    </message>
    <message>
        <source>Tables and texts</source>
        <translation>表格和文本</translation>
    </message>
    <message>
        <source>Open a file</source>
        <translation>打开文件</translation>
    </message>
</context>
<context>
    <name>MentionCard</name>
    <message>
        <source>Nothing is there</source>
        <translation>没有内容</translation>
    </message>
    <message>
        <source>No reference has this number.</source>
        <translation>没有这个编号的参考素材。</translation>
    </message>
    <message>
        <source>{place}, not used now</source>
        <translation>{place}，暂不使用</translation>
    </message>
</context>
<context>
    <name>MentionPopup</name>
    <message>
        <source>References to mention</source>
        <translation>可以提及的参考素材</translation>
    </message>
</context>
<context>
    <name>Mentions</name>
    <message>
        <source>Adds it to the references</source>
        <translation>加入参考素材</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Sound clip</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>{kind} {number}</source>
        <translation>{kind} {number}</translation>
    </message>
    <message>
        <source>@Picture {number}</source>
        <translation>@图{number}</translation>
    </message>
    <message>
        <source>@Clip {number}</source>
        <translation>@视频{number}</translation>
    </message>
    <message>
        <source>@Sound {number}</source>
        <translation>@音频{number}</translation>
    </message>
</context>
<context>
    <name>Menus</name>
    <message>
        <source>Create video</source>
        <translation>创建视频</translation>
    </message>
    <message>
        <source>Templates, snippets and cast…</source>
        <translation>模板、常用语和角色库…</translation>
    </message>
    <message>
        <source>Keep selected words as a snippet…</source>
        <translation>把选中的文字存为常用语…</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Settings…</source>
        <translation>设置…</translation>
    </message>
    <message>
        <source>Quit</source>
        <translation>退出</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>About Seedance</source>
        <translation>关于 Seedance</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>编辑</translation>
    </message>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>View</source>
        <translation>视图</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>使用 {model}</translation>
    </message>
    <message>
        <source>Menu</source>
        <translation>菜单</translation>
    </message>
    <message>
        <source>There is no video to play.</source>
        <translation>没有可播放的视频。</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Start from text</source>
        <translation>改用文字生成</translation>
    </message>
    <message>
        <source>Start from references</source>
        <translation>改用参考素材</translation>
    </message>
    <message>
        <source>Start from frames</source>
        <translation>改用首尾帧</translation>
    </message>
    <message>
        <source>New video</source>
        <translation>新建视频</translation>
    </message>
    <message>
        <source>Paste settings</source>
        <translation>粘贴参数</translation>
    </message>
    <message>
        <source>Earlier prompts…</source>
        <translation>用过的提示词…</translation>
    </message>
    <message>
        <source>Many videos at once…</source>
        <translation>批量生成…</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>切换到下一区域</translation>
    </message>
    <message>
        <source>Previous part of the window</source>
        <translation>切换到上一区域</translation>
    </message>
    <message>
        <source>All commands…</source>
        <translation>全部命令…</translation>
    </message>
    <message>
        <source>Playback</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Menu of what is chosen</source>
        <translation>所选内容的菜单</translation>
    </message>
    <message>
        <source>Redo</source>
        <translation>重做</translation>
    </message>
    <message>
        <source>Clear the form</source>
        <translation>清空表单</translation>
    </message>
    <message>
        <source>The form is empty.</source>
        <translation>表单已清空。</translation>
    </message>
</context>
<context>
    <name>ModelPicker</name>
    <message>
        <source>Not a model of this service.</source>
        <translation>服务没有这个模型。</translation>
    </message>
    <message>
        <source>up to {size}</source>
        <translation>最高 {size}</translation>
    </message>
    <message>
        <source>, </source>
        <comment>between what is said of a model</comment>
        <translation>，</translation>
    </message>
    <message>
        <source>Model: {name}</source>
        <translation>模型：{name}</translation>
    </message>
    <message>
        <source>One price per video</source>
        <translation>按次计费</translation>
    </message>
    <message>
        <source>Billed per second</source>
        <translation>按秒计费</translation>
    </message>
    <message>
        <source>Billed per second and size</source>
        <translation>按秒和分辨率计费</translation>
    </message>
    <message>
        <source>{minimum}–{maximum}&#xa0;s</source>
        <translation>{minimum}–{maximum}&#xa0;秒</translation>
    </message>
    <message>
        <source>pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>first and last frame</source>
        <translation>首尾帧</translation>
    </message>
    <message>
        <source>videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>sound clips</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Takes no references</source>
        <translation>不支持参考素材</translation>
    </message>
    <message>
        <source>Takes {list}</source>
        <translation>支持{list}</translation>
    </message>
    <message>
        <source>Keeps unused: {list}</source>
        <translation>暂不使用：{list}</translation>
    </message>
    <message>
        <source>Refuses: {list}</source>
        <translation>不接受：{list}</translation>
    </message>
    <message>
        <source>Asks to change: {list}</source>
        <translation>需要调整：{list}</translation>
    </message>
    <message>
        <source>, </source>
        <translation>、</translation>
    </message>
</context>
<context>
    <name>ModelPopup</name>
    <message>
        <source>Choose a model</source>
        <translation>选择模型</translation>
    </message>
    <message>
        <source>Search models: 4K, fast, sound…</source>
        <translation>搜索模型：4K、快速、音频…</translation>
    </message>
    <message>
        <source>Search models</source>
        <translation>搜索模型</translation>
    </message>
    <message>
        <source>Models</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>No model matches this.</source>
        <translation>没有符合的模型。</translation>
    </message>
</context>
<context>
    <name>Money</name>
    <message>
        <source>Enter a number above 0, such as {example}, or nothing.</source>
        <translation>请输入大于 0 的数字，例如 {example}，或留空。</translation>
    </message>
    <message>
        <source>Yuan</source>
        <translation>元</translation>
    </message>
    <message>
        <source>Coins</source>
        <translation>金币</translation>
    </message>
    <message>
        <source>Currency</source>
        <translation>币种</translation>
    </message>
    <message>
        <source>¥{amount}</source>
        <translation>¥{amount}</translation>
    </message>
    <message>
        <source>{amount} {unit}</source>
        <translation>{amount} {unit}</translation>
    </message>
</context>
<context>
    <name>MoneyController</name>
    <message>
        <source>What it costs is not known: your limit can&apos;t be checked.</source>
        <translation>费用未知，无法核对限额。</translation>
    </message>
    <message>
        <source>Change the price</source>
        <translation>修改单价</translation>
    </message>
    <message>
        <source>Enter the price</source>
        <translation>填写单价</translation>
    </message>
    <message>
        <source>{seconds} s at {size} × {price}</source>
        <translation>{size}，{seconds} 秒 × {price}</translation>
    </message>
    <message>
        <source>{count} videos × {seconds} s at {size} × {price}</source>
        <translation>{count} 个视频 × {size} {seconds} 秒 × {price}</translation>
    </message>
    <message>
        <source>One price per video</source>
        <translation>按次计费</translation>
    </message>
    <message>
        <source>One price per video: {count} × {price}</source>
        <translation>按次计费：{count} × {price}</translation>
    </message>
    <message>
        <source>About {amount} each, learnt from your balance {when}. Click to enter the price.</source>
        <translation>每个约 {amount}，由 {when} 的余额变化得知。点击可填写价格。</translation>
    </message>
    <message>
        <source>{amount} left</source>
        <translation>剩余 {amount}</translation>
    </message>
    <message>
        <source>{before} → {after} left</source>
        <translation>剩余 {before} → {after}</translation>
    </message>
    <message>
        <source>only {amount} left</source>
        <translation>仅剩 {amount}</translation>
    </message>
    <message>
        <source>Read at {time}. Click to read it again.</source>
        <translation>{time} 查询的余额，点击重新查询。</translation>
    </message>
    <message>
        <source>These coins are not real: they show how a balance changes. Practising costs nothing.</source>
        <translation>这些模拟币不是真的，只用来演示余额的变化。练习不花钱。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t tell the balance now.</source>
        <translation>服务暂时没有给出余额。</translation>
    </message>
    <message>
        <source>Balance: {amount}, read at {time}.</source>
        <translation>余额 {amount}，{time} 查询。</translation>
    </message>
    <message>
        <source>This token has no cap; {used} used.</source>
        <translation>此令牌不限额度，已用 {used}。</translation>
    </message>
    <message>
        <source>This token may spend {total}; {left} of it are left.</source>
        <translation>此令牌额度 {total}，剩余 {left}。</translation>
    </message>
    <message>
        <source>Together: {amount}.</source>
        <translation>合计：{amount}。</translation>
    </message>
    <message numerus="yes">
        <source>The price of %n videos is not known.</source>
        <translation>
            <numerusform>%n 个视频的价格未知。</numerusform>
        </translation>
    </message>
    <message>
        <source>Don&apos;t create them</source>
        <translation>不创建</translation>
    </message>
    <message numerus="yes">
        <source>Create %n videos anyway</source>
        <translation>
            <numerusform>仍然创建 %n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>Over your limit</source>
        <translation>超出限额</translation>
    </message>
    <message>
        <source>This passes the limit that you set.</source>
        <translation>这会超出你设定的限额。</translation>
    </message>
    <message>
        <source>Don&apos;t create it</source>
        <translation>不创建</translation>
    </message>
    <message>
        <source>Create it anyway</source>
        <translation>仍然创建</translation>
    </message>
    <message>
        <source>an unknown sum</source>
        <translation>未知费用</translation>
    </message>
    <message>
        <source>This video costs {cost}; your limit for one is {limit}.</source>
        <translation>这个视频需要 {cost}，单个上限为 {limit}。</translation>
    </message>
    <message>
        <source>Each of these videos costs {cost}; your limit for one is {limit}.</source>
        <translation>每个视频 {cost}，单个视频的上限是 {limit}。</translation>
    </message>
    <message numerus="yes">
        <source>%n of these videos cost more than your limit for one, {limit}: up to {cost}.</source>
        <translation>
            <numerusform>其中 %n 个视频超出单个视频的限额 {limit}，最贵 {cost}。</numerusform>
        </translation>
    </message>
    <message>
        <source>Today&apos;s orders come to {spent}, and this video costs {cost}; your limit for a day is {limit}.</source>
        <translation>今天已下单 {spent}，这个视频需要 {cost}，每日上限为 {limit}。</translation>
    </message>
    <message>
        <source>Today&apos;s orders come to {spent}, and these {count} videos cost {cost}; your limit for a day is {limit}.</source>
        <translation>今天的订单共 {spent}，这 {count} 个视频要 {cost}，每天的上限是 {limit}。</translation>
    </message>
    <message numerus="yes">
        <source>%n more orders of today have no known price.</source>
        <translation>
            <numerusform>今天另有 %n 个任务费用未知。</numerusform>
        </translation>
    </message>
    <message>
        <source>The price was learnt from the balance: it may be another now.</source>
        <translation>单价由余额变化推算，现在可能已经变了。</translation>
    </message>
    <message>
        <source>This is practice: nothing is charged.</source>
        <translation>这是练习，不会扣费。</translation>
    </message>
</context>
<context>
    <name>MoneySettings</name>
    <message>
        <source>Price of</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>Limit for a video</source>
        <translation>单个视频上限</translation>
    </message>
    <message>
        <source>Limit for a day</source>
        <translation>每日上限</translation>
    </message>
    <message>
        <source>Enter…</source>
        <translation>填写…</translation>
    </message>
    <message>
        <source>Limits are in</source>
        <translation>上限单位</translation>
    </message>
    <message>
        <source>No limit (with one, Create asks first)</source>
        <translation>不限（设了上限，超出前会先询问）</translation>
    </message>
    <message>
        <source>{model}: {price}</source>
        <translation>{model}：{price}</translation>
    </message>
</context>
<context>
    <name>Multimedia</name>
    <message>
        <source>Videos can&apos;t be played in this window: a part of the system that plays them is missing.</source>
        <translation>无法在窗口里播放视频：系统缺少播放所需的组件。</translation>
    </message>
    <message>
        <source>The program ended the last time it made its player, so videos are not played here for now. They are all in their folder.</source>
        <translation>上次启动播放器时软件意外退出，所以暂时不在这里播放视频。视频都在文件夹里，一个不少。</translation>
    </message>
</context>
<context>
    <name>NamedDialog</name>
    <message>
        <source>Kept by name</source>
        <translation>已保存的内容</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Rename</source>
        <translation>重命名</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>“{name}” is replaced.</source>
        <translation>“{name}”已覆盖。</translation>
    </message>
    <message>
        <source>“{name}” is saved.</source>
        <translation>“{name}”已保存。</translation>
    </message>
    <message>
        <source>There is one of this name already.</source>
        <translation>已有同名的内容。</translation>
    </message>
    <message>
        <source>“{before}” is “{name}” now.</source>
        <translation>“{before}”已改名为“{name}”。</translation>
    </message>
    <message>
        <source>“{name}” is deleted.</source>
        <translation>“{name}”已删除。</translation>
    </message>
</context>
<context>
    <name>NoticeBar</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Notifier</name>
    <message>
        <source>Your video is ready</source>
        <translation>视频做好了</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>去看看</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
</context>
<context>
    <name>Opening</name>
    <message>
        <source>The file is not there any more.</source>
        <translation>文件已经不在了。</translation>
    </message>
    <message>
        <source>Only links that begin with https:// can be opened.</source>
        <translation>只能打开以 https:// 开头的链接。</translation>
    </message>
    <message>
        <source>No program on this computer could open it.</source>
        <translation>这台电脑上没有能打开它的程序。</translation>
    </message>
</context>
<context>
    <name>OrderEditing</name>
    <message>
        <source>Another order is in the form: save it first, or leave it.</source>
        <translation>表单里正在修改另一个订单，请先保存或放弃修改。</translation>
    </message>
    <message>
        <source>The order is changed.</source>
        <translation>订单已修改。</translation>
    </message>
    <message>
        <source>Edit this order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>The order can&apos;t be changed any more.</source>
        <translation>这个订单已经不能修改了。</translation>
    </message>
    <message>
        <source>What you wrote is in the form. Undo brings back what was there before.</source>
        <translation>你写的内容留在表单里，撤销即可恢复之前的内容。</translation>
    </message>
    <message>
        <source>An order that waits is in the form. It is not sent until you save it.</source>
        <translation>表单里是一个等待发送的订单，保存之前不会发送。</translation>
    </message>
    <message>
        <source>Leave it as it was</source>
        <translation>放弃修改</translation>
    </message>
</context>
<context>
    <name>Pasted</name>
    <message>
        <source>Pasted picture {number}</source>
        <translation>粘贴的图片 {number}</translation>
    </message>
    <message>
        <source>The picture could not be saved in “{folder}”.</source>
        <translation>图片没能保存到“{folder}”。</translation>
    </message>
</context>
<context>
    <name>PathReader</name>
    <message>
        <source>“{name}” was not taken: its drive or share doesn&apos;t answer.</source>
        <translation>“{name}”没有加入：它所在的硬盘或共享文件夹没有响应。</translation>
    </message>
</context>
<context>
    <name>Pictures</name>
    <message>
        <source>the picture can&apos;t be written there</source>
        <translation>图片无法写入那里</translation>
    </message>
</context>
<context>
    <name>Player</name>
    <message>
        <source>The video file isn&apos;t in its place any more. Was it moved or deleted?</source>
        <translation>视频文件不在原来的位置了，是不是被移动或删除了？</translation>
    </message>
    <message>
        <source>The video file is empty.</source>
        <translation>视频文件是空的。</translation>
    </message>
    <message>
        <source>This video is coded in a way that can&apos;t be shown here. Other players may show it.</source>
        <translation>这里无法显示这种编码的视频，其他播放器也许可以。</translation>
    </message>
    <message>
        <source>This file can&apos;t be played. It may be damaged, or of a kind unknown here.</source>
        <translation>这个文件无法播放，可能已损坏，或是不认识的格式。</translation>
    </message>
</context>
<context>
    <name>PlayerControls</name>
    <message>
        <source>Leave full screen</source>
        <translation>退出全屏</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>Fit</source>
        <translation>适应</translation>
    </message>
    <message>
        <source>Actual size</source>
        <translation>原始大小</translation>
    </message>
    <message>
        <source>Fitted to the window</source>
        <translation>适应窗口</translation>
    </message>
    <message>
        <source>Home</source>
        <translation>Home</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Space</source>
        <translation>空格</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>跳到结尾</translation>
    </message>
    <message>
        <source>End</source>
        <translation>End</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Mute</source>
        <translation>静音</translation>
    </message>
    <message>
        <source>Volume</source>
        <translation>音量</translation>
    </message>
    <message>
        <source>Speed</source>
        <translation>速度</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Play again</source>
        <translation>重新播放</translation>
    </message>
    <message>
        <source>Frame {number} of {count}</source>
        <translation>第 {number} 帧，共 {count} 帧</translation>
    </message>
    <message>
        <source>Loops from {part} s. Press to loop no part any more</source>
        <translation>循环 {part} 秒，点击取消片段循环</translation>
    </message>
    <message>
        <source>Esc</source>
        <translation>Esc</translation>
    </message>
    <message>
        <source>Sound on</source>
        <translation>打开声音</translation>
    </message>
</context>
<context>
    <name>PlayerWidget</name>
    <message>
        <source>Player</source>
        <translation>播放器</translation>
    </message>
</context>
<context>
    <name>Preview</name>
    <message>
        <source>{n} %</source>
        <translation>{n}%</translation>
    </message>
</context>
<context>
    <name>PreviewAbout</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>This frame</source>
        <translation>当前帧</translation>
    </message>
    <message>
        <source>More</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Everything else that can be done with this video</source>
        <translation>对这个视频的其他操作</translation>
    </message>
    <message>
        <source>Note</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Continues: {prompt}</source>
        <translation>接续自：{prompt}</translation>
    </message>
    <message>
        <source>Use, copy or save the frame that is shown</source>
        <translation>使用、复制或保存当前帧</translation>
    </message>
    <message>
        <source>Use as first frame</source>
        <translation>用作首帧</translation>
    </message>
    <message>
        <source>Use as last frame</source>
        <translation>用作尾帧</translation>
    </message>
    <message>
        <source>Copy frame</source>
        <translation>复制当前帧</translation>
    </message>
    <message>
        <source>Save frame…</source>
        <translation>保存当前帧…</translation>
    </message>
</context>
<context>
    <name>PreviewPane</name>
    <message>
        <source>Play it here anyway</source>
        <translation>仍然在这里播放</translation>
    </message>
    <message>
        <source>Your video plays here</source>
        <translation>视频会在这里播放</translation>
    </message>
    <message>
        <source>Describe a scene and press Create. After a few minutes you can watch it here.</source>
        <translation>写下你想要的画面，点击创建，几分钟后就能在这里观看。</translation>
    </message>
    <message>
        <source>It can&apos;t be played here</source>
        <translation>无法在这里播放</translation>
    </message>
    <message>
        <source>There is no frame to see.</source>
        <translation>没有可用的画面。</translation>
    </message>
</context>
<context>
    <name>PreviewState</name>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Close the program if you like: nothing is lost.</source>
        <translation>现在关闭软件也没关系，任务不会丢失。</translation>
    </message>
</context>
<context>
    <name>PriceDialog</name>
    <message>
        <source>Price</source>
        <translation>单价</translation>
    </message>
    <message>
        <source>One second of {model}</source>
        <translation>{model} 每秒</translation>
    </message>
    <message>
        <source>One video of {model}</source>
        <translation>{model} 每个视频</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>未知</translation>
    </message>
    <message>
        <source>Practice has prices of its own, so that you can try this.</source>
        <translation>练习有自己的价格，可以随意试。</translation>
    </message>
    <message>
        <source>The service&apos;s console shows it under “{model}”, in yuan. What stays can be told only of a price in coins, as the balance is in coins.</source>
        <translation>服务的控制台在“{model}”一项下写有单价，单位是元。余额以金币计，所以单价也是金币时才能算出剩余。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open the service&apos;s website</source>
        <translation>打开服务的网站</translation>
    </message>
</context>
<context>
    <name>ProbeStatus</name>
    <message>
        <source>Checking</source>
        <translation>检查中</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再检查一次</translation>
    </message>
    <message>
        <source>Not checked</source>
        <translation>未检查</translation>
    </message>
    <message>
        <source>“{name}” is not on this computer any more. The copy in your cast is used.</source>
        <translation>“{name}”已不在这台电脑上，改用角色库里的副本。</translation>
    </message>
    <message>
        <source>Added to {field}</source>
        <translation>已添加到{field}</translation>
    </message>
    <message>
        <source>No answer</source>
        <translation>没有响应</translation>
    </message>
    <message>
        <source>No file</source>
        <translation>没有文件</translation>
    </message>
    <message>
        <source>“{name}” is not on this computer now, and its link may be too old. Add it again or remove it.</source>
        <translation>“{name}”不在这台电脑上，它的链接也可能已失效。请重新添加或移除。</translation>
    </message>
    <message>
        <source>Not here</source>
        <translation>文件不在</translation>
    </message>
    <message>
        <source>The end of “{name}” is missing: it was not downloaded or copied whole. Get it again, or the service may refuse it.</source>
        <translation>“{name}”不完整，缺少结尾：可能没有下载或复制完。请重新获取，否则服务可能会拒绝。</translation>
    </message>
    <message>
        <source>Not whole</source>
        <translation>不完整</translation>
    </message>
    <message>
        <source>“{name}” can&apos;t be read here: it may be damaged, and the service may refuse it.</source>
        <translation>“{name}”无法在这里读取：可能已损坏，服务也可能拒绝。</translation>
    </message>
    <message>
        <source>Not read</source>
        <translation>未读取</translation>
    </message>
    <message>
        <source>How long “{name}” is can&apos;t be told here. The service may take it or not.</source>
        <translation>无法在这里确定“{name}”的时长，服务不一定会接受。</translation>
    </message>
    <message>
        <source>A picture has {width} × {height} pixels. That is too much to be opened here, and the service may not take it.</source>
        <translation>有一张图片为 {width} × {height} 像素，太大，无法在这里打开，服务也不一定会接受。</translation>
    </message>
    <message>
        <source>Very large</source>
        <translation>非常大</translation>
    </message>
    <message>
        <source>Not known</source>
        <translation>无法确认</translation>
    </message>
</context>
<context>
    <name>PromptBox</name>
    <message>
        <source>Select the words in the prompt that you want to keep.</source>
        <translation>请先在提示词里选中要保存的文字。</translation>
    </message>
    <message>
        <source>Keep as a snippet…</source>
        <translation>存为常用语…</translation>
    </message>
    <message>
        <source>The prompt has room for {count} characters. What is beyond them was left out.</source>
        <translation>提示词最多容纳 {count} 个字符，超出部分未粘贴。</translation>
    </message>
</context>
<context>
    <name>PromptFoot</name>
    <message>
        <source>Mention a reference</source>
        <translation>提及参考素材</translation>
    </message>
    <message>
        <source>Earlier prompts</source>
        <translation>用过的提示词</translation>
    </message>
    <message>
        <source>Templates and snippets</source>
        <translation>模板和常用语</translation>
    </message>
</context>
<context>
    <name>PromptMentions</name>
    <message>
        <source>There is nothing to mention yet. Add a picture, a clip or a sound.</source>
        <translation>还没有可以提及的素材。请先添加图片、视频或音频。</translation>
    </message>
    <message>
        <source>Mention {name}</source>
        <translation>提及 {name}</translation>
    </message>
</context>
<context>
    <name>QFileDialog</name>
    <message>
        <source>&amp;Look in:</source>
        <translation>查找范围：</translation>
    </message>
    <message>
        <source>Files of &amp;type:</source>
        <translation>文件类型：</translation>
    </message>
    <message>
        <source>&amp;Directory:</source>
        <translation>文件夹：</translation>
    </message>
    <message>
        <source>Save &amp;as:</source>
        <translation>另存为：</translation>
    </message>
</context>
<context>
    <name>Reference</name>
    <message>
        <source>Saved asset</source>
        <translation>素材库素材</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>File</source>
        <translation>文件</translation>
    </message>
    <message>
        <source>Link</source>
        <translation>链接</translation>
    </message>
    <message>
        <source>{n} fps</source>
        <translation>{n} 帧/秒</translation>
    </message>
    <message>
        <source>Too large</source>
        <translation>文件过大</translation>
    </message>
    <message>
        <source>uploading {percent} %</source>
        <translation>上传中 {percent}%</translation>
    </message>
    <message>
        <source>{item}, {more}</source>
        <translation>{item}，{more}</translation>
    </message>
    <message>
        <source>Problem</source>
        <translation>有问题</translation>
    </message>
</context>
<context>
    <name>ReferenceField</name>
    <message>
        <source>One picture fits here: the first was taken.</source>
        <translation>这里只放得下一张图片，已使用第一张。</translation>
    </message>
    <message>
        <source>Removed: {name}</source>
        <translation>已移除：{name}</translation>
    </message>
    <message>
        <source>Moved to place {number}</source>
        <translation>已移到第 {number} 位</translation>
    </message>
    <message>
        <source>Add a picture</source>
        <translation>添加图片</translation>
    </message>
    <message>
        <source>Drop or paste a picture</source>
        <translation>拖入或粘贴图片</translation>
    </message>
    <message>
        <source>Up to {maximum}</source>
        <translation>最多 {maximum} 个</translation>
    </message>
    <message>
        <source>{count}, at most {maximum}</source>
        <translation>{count} 个，最多 {maximum} 个</translation>
    </message>
    <message>
        <source>{count} of {maximum}</source>
        <translation>{count} / {maximum}</translation>
    </message>
    <message>
        <source>Drop to use it here</source>
        <translation>松开即可使用</translation>
    </message>
    <message>
        <source>Drop to add {count}</source>
        <translation>松开即可添加 {count} 个</translation>
    </message>
    <message>
        <source>Drop to add</source>
        <translation>松开即可添加</translation>
    </message>
    <message>
        <source>This is a picture: it will go where pictures belong</source>
        <translation>这是图片，会放到图片的位置</translation>
    </message>
    <message>
        <source>This is a video: it will go where videos belong</source>
        <translation>这是视频，会放到视频的位置</translation>
    </message>
    <message>
        <source>This is a sound clip: it will go where sound belongs</source>
        <translation>这是音频，会放到音频的位置</translation>
    </message>
</context>
<context>
    <name>ReferenceSection</name>
    <message>
        <source>{name}: not used with text</source>
        <translation>{name}：已保留，用文字生成时不使用</translation>
    </message>
    <message numerus="yes">
        <source>%n kept, not used with text</source>
        <translation>
            <numerusform>%n 个素材已保留，用文字生成时不使用</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: not used with references</source>
        <translation>{name}：已保留，与参考素材不能同用</translation>
    </message>
    <message numerus="yes">
        <source>%n kept, not used with references</source>
        <translation>
            <numerusform>%n 个素材已保留，与参考素材不能同用</numerusform>
        </translation>
    </message>
    <message>
        <source>{name}: not used with frames</source>
        <translation>{name}：已保留，与首尾帧不能同用</translation>
    </message>
    <message numerus="yes">
        <source>%n kept, not used with frames</source>
        <translation>
            <numerusform>%n 个素材已保留，与首尾帧不能同用</numerusform>
        </translation>
    </message>
    <message>
        <source>Add references</source>
        <translation>添加参考素材</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Drop pictures, clips or sound</source>
        <translation>拖入图片、视频或音频</translation>
    </message>
    <message>
        <source>Drop pictures</source>
        <translation>拖入图片</translation>
    </message>
    <message>
        <source>Drop references</source>
        <translation>拖入参考素材</translation>
    </message>
    <message>
        <source>Use frames</source>
        <translation>改用首尾帧</translation>
    </message>
    <message>
        <source>Use references</source>
        <translation>改用参考素材</translation>
    </message>
</context>
<context>
    <name>ReferenceTile</name>
    <message>
        <source>Remove {name}</source>
        <translation>移除 {name}</translation>
    </message>
</context>
<context>
    <name>ReleaseNotice</name>
    <message>
        <source>Seedance {version} is out.</source>
        <translation>Seedance {version} 已发布。</translation>
    </message>
    <message>
        <source>See what&apos;s new</source>
        <translation>查看新内容</translation>
    </message>
</context>
<context>
    <name>ReportDialog</name>
    <message>
        <source>Something went wrong</source>
        <translation>出了点问题</translation>
    </message>
    <message>
        <source>The program met an error of its own. Your videos are safe. This report helps whoever mends it; it holds no token and no links.</source>
        <translation>软件自身出了错，你的视频都安好。这份报告能帮助修复问题，里面没有令牌和链接。</translation>
    </message>
    <message>
        <source>Report</source>
        <translation>报告</translation>
    </message>
    <message>
        <source>Copy the report</source>
        <translation>复制报告</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>ReportOffers</name>
    <message>
        <source>The program ended unexpectedly last time. Everything goes on from where it was.</source>
        <translation>软件上次意外退出，现在一切从中断处继续。</translation>
    </message>
    <message>
        <source>Something went wrong in the program. It keeps running.</source>
        <translation>软件内部出了点问题，会继续运行。</translation>
    </message>
    <message>
        <source>Look at the report</source>
        <translation>查看报告</translation>
    </message>
</context>
<context>
    <name>SameOrder</name>
    <message>
        <source>Another one is made, and is charged as well.</source>
        <translation>会再生成一个，并另外计费。</translation>
    </message>
    <message>
        <source>Another one is made as well.</source>
        <translation>会再生成一个。</translation>
    </message>
    <message>
        <source>It is not confirmed yet, and may have been charged. Another one is charged as well.</source>
        <translation>上一个还未确认，可能已计费。再生成一个会另外计费。</translation>
    </message>
    <message>
        <source>Create {count} more</source>
        <translation>再生成 {count} 个</translation>
    </message>
    <message>
        <source>{count} more are made, and each is charged as well.</source>
        <translation>会另外再生成 {count} 个，每个都会另外计费。</translation>
    </message>
    <message>
        <source>{count} more are made as well.</source>
        <translation>会另外再生成 {count} 个。</translation>
    </message>
    <message>
        <source>It is not confirmed yet, and may have been charged. Each of {count} more is charged as well.</source>
        <translation>它还没有确认，可能已经计费。再生成的 {count} 个每个都会另外计费。</translation>
    </message>
    <message>
        <source>Don&apos;t ask again for this one</source>
        <translation>这个视频不再询问</translation>
    </message>
    <message>
        <source>The same video again?</source>
        <translation>再生成一个同样的视频？</translation>
    </message>
    <message>
        <source>You ordered this very video less than a minute ago.</source>
        <translation>不到一分钟前，你刚下单了完全相同的视频。</translation>
    </message>
    <message>
        <source>Don&apos;t create it</source>
        <translation>不创建</translation>
    </message>
    <message>
        <source>Create another one</source>
        <translation>再创建一个</translation>
    </message>
    <message>
        <source>This video is not confirmed yet, and may have been charged. Create orders another one.</source>
        <translation>同样的视频还有一个未确认，可能已计费。再点创建会另下一单。</translation>
    </message>
    <message>
        <source>Look at it</source>
        <translation>去看看</translation>
    </message>
</context>
<context>
    <name>SeekBar</name>
    <message>
        <source>Position in the video</source>
        <translation>播放位置</translation>
    </message>
    <message>
        <source>{time}, frame {number}</source>
        <translation>{time}，第 {number} 帧</translation>
    </message>
    <message>
        <source>{position} of {length}</source>
        <translation>{position}，共 {length}</translation>
    </message>
</context>
<context>
    <name>SelectionBar</name>
    <message>
        <source>Clear the selection</source>
        <translation>取消选择</translation>
    </message>
    <message numerus="yes">
        <source>%n selected</source>
        <translation>
            <numerusform>已选择 %n 个</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>SettingsDialog</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Practice mode: none is needed</source>
        <translation>练习模式：不需要令牌</translation>
    </message>
    <message>
        <source>Kept in {keyring}</source>
        <translation>保存在 {keyring} 中</translation>
    </message>
    <message>
        <source>Kept until the program closes</source>
        <translation>仅本次有效，关闭后清除</translation>
    </message>
    <message>
        <source>Use a token</source>
        <translation>使用令牌</translation>
    </message>
    <message>
        <source>Change…</source>
        <translation>更换…</translation>
    </message>
    <message>
        <source>Forget it</source>
        <translation>清除令牌</translation>
    </message>
    <message>
        <source>on this computer</source>
        <translation>在这台电脑上</translation>
    </message>
    <message>
        <source>Practise</source>
        <translation>进入练习模式</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>地址</translation>
    </message>
    <message>
        <source>Prices and limits in practice</source>
        <translation>练习用的价格与限额</translation>
    </message>
    <message>
        <source>Prices and limits</source>
        <translation>价格与限额</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>File names</source>
        <translation>文件名</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Tell me about new versions</source>
        <translation>有新版本时告诉我</translation>
    </message>
    <message>
        <source>Asks {server} once a day. Nothing is sent but this program&apos;s name and version.</source>
        <translation>每天向 {server} 查询一次，只发送本软件的名称和版本。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Program</source>
        <translation>软件</translation>
    </message>
    <message>
        <source>About Seedance</source>
        <translation>关于 Seedance</translation>
    </message>
    <message>
        <source>Version, folders, a report for support, licences</source>
        <translation>版本、文件夹、技术支持报告和许可证</translation>
    </message>
    <message>
        <source>Tell me on the desktop when a video is ready or failed</source>
        <translation>视频完成或失败时在桌面通知我</translation>
    </message>
    <message>
        <source>System</source>
        <translation>跟随系统</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>文字大小</translation>
    </message>
    <message>
        <source>Where to save videos</source>
        <translation>视频保存到哪里</translation>
    </message>
    <message numerus="yes">
        <source>%n videos are being made.</source>
        <translation>
            <numerusform>正在生成 %n 个视频。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos are finished, but not saved yet.</source>
        <translation>
            <numerusform>已生成但还没有保存的视频有 %n 个。</numerusform>
        </translation>
    </message>
    <message>
        <source>Without the token nothing more is watched or saved here. The service goes on all the same, charges for it, and keeps each video for a few days only. Enter the token again within that time, and everything is saved.</source>
        <translation>没有令牌就无法继续跟进，视频也不会保存到这里。服务会继续生成并照常计费，每个视频只保留几天。在此期间重新输入令牌，视频就会保存下来。</translation>
    </message>
    <message>
        <source>Forget it anyway</source>
        <translation>仍然清除</translation>
    </message>
    <message>
        <source>Forget the token?</source>
        <translation>清除令牌？</translation>
    </message>
    <message>
        <source>Keep it</source>
        <translation>保留</translation>
    </message>
</context>
<context>
    <name>ShapeSection</name>
    <message>
        <source>Chosen by the model</source>
        <translation>由模型决定</translation>
    </message>
    <message>
        <source>Follows your references</source>
        <translation>跟随参考素材</translation>
    </message>
    <message>
        <source>Screen</source>
        <translation>横屏</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>竖屏</translation>
    </message>
    <message>
        <source>Square</source>
        <translation>方形</translation>
    </message>
    <message>
        <source>Cinema</source>
        <translation>宽银幕</translation>
    </message>
    <message>
        <source>By ratio</source>
        <translation>随比例</translation>
    </message>
    <message>
        <source>Auto</source>
        <comment>short for Automatic</comment>
        <translation>自动</translation>
    </message>
</context>
<context>
    <name>Shelves</name>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>That is how references are numbered. Choose another name.</source>
        <translation>这是素材编号的写法，请换个名字。</translation>
    </message>
    <message>
        <source>Name for the selected words</source>
        <translation>给选中的文字起个名字</translation>
    </message>
    <message>
        <source>Select words in the prompt to keep them</source>
        <translation>先在提示词里选中要保存的文字</translation>
    </message>
    <message>
        <source>Name for this reference</source>
        <translation>给这个素材起个名字</translation>
    </message>
    <message>
        <source>Keep one by the menu of a reference</source>
        <translation>在素材的右键菜单里存入</translation>
    </message>
    <message>
        <source>Snippets</source>
        <translation>常用语</translation>
    </message>
    <message>
        <source>A snippet keeps words that you use often: a camera move, a light.</source>
        <translation>常用语保存你经常写的文字，例如运镜、光线。</translation>
    </message>
    <message>
        <source>Insert</source>
        <translation>插入</translation>
    </message>
    <message>
        <source>Templates</source>
        <translation>模板</translation>
    </message>
    <message>
        <source>Name for what is in the form now</source>
        <translation>给当前填写的内容起个名字</translation>
    </message>
    <message>
        <source>A template keeps everything in the form: prompt, references and settings.</source>
        <translation>模板会保存填写的全部内容：提示词、参考素材和参数。</translation>
    </message>
    <message>
        <source>Use</source>
        <translation>使用</translation>
    </message>
    <message>
        <source>Cast</source>
        <translation>角色库</translation>
    </message>
    <message>
        <source>The cast keeps references for every video. Type @ in the prompt to use one by its name.</source>
        <translation>角色库里的素材可用于任何视频。在提示词里输入 @ 就能按名字使用。</translation>
    </message>
    <message>
        <source>Mention</source>
        <translation>提及</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Keyboard shortcuts</source>
        <translation>键盘快捷键</translation>
    </message>
    <message>
        <source>Everywhere</source>
        <translation>所有位置</translation>
    </message>
</context>
<context>
    <name>Shortcuts</name>
    <message>
        <source>In the form</source>
        <translation>在表单中</translation>
    </message>
    <message>
        <source>Open a reference</source>
        <translation>打开素材</translation>
    </message>
    <message>
        <source>Remove a reference</source>
        <translation>移除素材</translation>
    </message>
    <message>
        <source>Move a reference</source>
        <translation>移动素材</translation>
    </message>
    <message>
        <source>In your videos</source>
        <translation>在“我的视频”中</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>For the video, except while typing</source>
        <translation>控制视频（输入文字时除外）</translation>
    </message>
    <message>
        <source>One frame or one second back</source>
        <translation>后退一帧或一秒</translation>
    </message>
    <message>
        <source>One frame or one second forward</source>
        <translation>前进一帧或一秒</translation>
    </message>
    <message>
        <source>Volume up, down</source>
        <translation>调高、调低音量</translation>
    </message>
    <message>
        <source>Leave full screen; loop no part any more</source>
        <translation>退出全屏；取消片段循环</translation>
    </message>
    <message>
        <source>In the player</source>
        <translation>在播放器中</translation>
    </message>
    <message>
        <source>Play or pause</source>
        <translation>播放或暂停</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Backwards; again: faster</source>
        <translation>倒放，再按加快</translation>
    </message>
    <message>
        <source>Forwards; again: faster</source>
        <translation>正放，再按加快</translation>
    </message>
    <message>
        <source>One frame back</source>
        <translation>后退一帧</translation>
    </message>
    <message>
        <source>One frame forward</source>
        <translation>前进一帧</translation>
    </message>
    <message>
        <source>Mute or unmute</source>
        <translation>静音或取消静音</translation>
    </message>
    <message>
        <source>One second back</source>
        <translation>后退一秒</translation>
    </message>
    <message>
        <source>One second forward</source>
        <translation>前进一秒</translation>
    </message>
    <message>
        <source>To the start</source>
        <translation>回到开头</translation>
    </message>
    <message>
        <source>To the end</source>
        <translation>跳到结尾</translation>
    </message>
    <message>
        <source>Slower, faster</source>
        <translation>减速、加速</translation>
    </message>
    <message>
        <source>Loop</source>
        <translation>循环播放</translation>
    </message>
    <message>
        <source>Loop from this frame on</source>
        <translation>从当前帧开始循环</translation>
    </message>
    <message>
        <source>Loop up to this frame</source>
        <translation>循环到当前帧为止</translation>
    </message>
    <message>
        <source>Actual size or fitted</source>
        <translation>原始大小或适应窗口</translation>
    </message>
    <message>
        <source>Full screen</source>
        <translation>全屏</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Close the program?</source>
        <translation>要关闭软件吗？</translation>
    </message>
    <message numerus="yes">
        <source>%n videos are not saved yet.</source>
        <translation>
            <numerusform>还有 %n 个视频没有保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>The service goes on, but this program forgets the token when it closes. Enter the token at the next start, within a few days, and everything is saved then.</source>
        <translation>服务会继续生成，但软件关闭后不会记住令牌。请在几天内重新打开并填写令牌，视频就会自动保存。</translation>
    </message>
    <message>
        <source>Keep it open</source>
        <translation>不关闭</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Enter the token</source>
        <translation>填写令牌</translation>
    </message>
</context>
<context>
    <name>StartChoice</name>
    <message>
        <source>Start from</source>
        <translation>生成方式</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>References</source>
        <translation>参考素材</translation>
    </message>
    <message>
        <source>Frames</source>
        <translation>首尾帧</translation>
    </message>
</context>
<context>
    <name>StripHead</name>
    <message>
        <source>Show the list</source>
        <translation>展开列表</translation>
    </message>
    <message>
        <source>Search your videos</source>
        <translation>搜索视频</translation>
    </message>
</context>
<context>
    <name>TagsDialog</name>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>New tag</source>
        <translation>新标签</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message numerus="yes">
        <source>For %n videos</source>
        <translation>
            <numerusform>%n 个视频</numerusform>
        </translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
</context>
<context>
    <name>TakesCell</name>
    <message>
        <source>How many videos to create</source>
        <translation>一次创建多少个视频</translation>
    </message>
    <message>
        <source>Takes</source>
        <translation>数量</translation>
    </message>
</context>
<context>
    <name>TaskController</name>
    <message>
        <source>The frame is copied.</source>
        <translation>已复制当前帧。</translation>
    </message>
    <message>
        <source>The frame could not be kept: {reason}</source>
        <translation>当前帧没能保存：{reason}</translation>
    </message>
    <message>
        <source>Saved: {prompt}</source>
        <translation>已保存：{prompt}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Not confirmed, and perhaps charged: {prompt}</source>
        <translation>未确认，可能已经扣费：{prompt}</translation>
    </message>
    <message numerus="yes">
        <source>%n videos are not confirmed, and perhaps charged. They need your decision.</source>
        <translation>
            <numerusform>有 %n 个视频未确认，可能已经扣费，等待你决定。</numerusform>
        </translation>
    </message>
    <message>
        <source>Look</source>
        <translation>去看看</translation>
    </message>
</context>
<context>
    <name>TaskDoing</name>
    <message>
        <source>The prompt is copied.</source>
        <translation>提示词已复制。</translation>
    </message>
    <message>
        <source>The task id is copied.</source>
        <translation>任务 ID 已复制。</translation>
    </message>
    <message>
        <source>This can&apos;t be cancelled any more: the service may still make it and charge for it.</source>
        <translation>已经无法取消：服务可能仍会生成这个视频并扣费。</translation>
    </message>
    <message>
        <source>Stop watching?</source>
        <translation>停止跟进？</translation>
    </message>
    <message>
        <source>The program would only stop asking about it. You can watch it again later.</source>
        <translation>软件只是不再查询进度，之后可以重新跟进。</translation>
    </message>
    <message>
        <source>Keep watching</source>
        <translation>继续跟进</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止跟进</translation>
    </message>
    <message>
        <source>Send it again?</source>
        <translation>再发送一次？</translation>
    </message>
    <message>
        <source>Don&apos;t send</source>
        <translation>不发送</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message numerus="yes">
        <source>%n of them can&apos;t be cancelled any more: the service may still make them and charge.</source>
        <translation>
            <numerusform>其中 %n 个已经无法取消：服务可能仍会生成这些视频并扣费。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>Favourites changed for %n videos.</source>
        <translation>
            <numerusform>已更改 %n 个视频的收藏。</numerusform>
        </translation>
    </message>
    <message>
        <source>Name and note saved.</source>
        <translation>名称和备注已保存。</translation>
    </message>
    <message numerus="yes">
        <source>Tags changed for %n videos.</source>
        <translation>
            <numerusform>已更改 %n 个视频的标签。</numerusform>
        </translation>
    </message>
    <message>
        <source>The last frame could not be read.</source>
        <translation>无法读取最后一帧。</translation>
    </message>
    <message>
        <source>The settings are copied.</source>
        <translation>参数已复制。</translation>
    </message>
    <message>
        <source>Send it anyway</source>
        <translation>仍然发送</translation>
    </message>
    <message numerus="yes">
        <source>Send %n anyway</source>
        <translation>
            <numerusform>仍然发送 %n 个</numerusform>
        </translation>
    </message>
    <message>
        <source>This passes the limit that you set.</source>
        <translation>这会超出你设定的限额。</translation>
    </message>
    <message>
        <source>Over your limit</source>
        <translation>超出限额</translation>
    </message>
    <message>
        <source>If the service did take the first order, you pay twice.</source>
        <translation>如果服务其实已经接受了第一次的任务，就会付两次费。</translation>
    </message>
    <message>
        <source>Look on the service&apos;s website first: send again only if it is not there.</source>
        <translation>请先到服务的网站查看，确认没有这个视频再重新发送。</translation>
    </message>
    <message>
        <source>With the real service you would look on its website first.</source>
        <translation>如果是真实服务，应先到它的网站上查看。</translation>
    </message>
    <message>
        <source>It was not created: send again</source>
        <translation>未创建：重新发送</translation>
    </message>
    <message>
        <source>This video is no longer waiting for a decision.</source>
        <translation>这个视频已经不需要决定了。</translation>
    </message>
    <message>
        <source>Decide again?</source>
        <translation>重新决定吗？</translation>
    </message>
    <message>
        <source>The order is then not confirmed any more, and its video is not in the list.</source>
        <translation>这个任务会变回未确认，它的视频不再出现在列表中。</translation>
    </message>
    <message>
        <source>The file stays in its folder: {name}</source>
        <translation>文件会留在原来的文件夹：{name}</translation>
    </message>
    <message>
        <source>Leave it as it is</source>
        <translation>保持不变</translation>
    </message>
    <message>
        <source>Decide again</source>
        <translation>重新决定</translation>
    </message>
    <message>
        <source>Videos</source>
        <translation>视频</translation>
    </message>
    <message>
        <source>It could not be saved there: {reason}</source>
        <translation>没能保存到那里：{reason}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已另存为 {name}</translation>
    </message>
    <message>
        <source>Save to folder</source>
        <translation>保存到文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Saving %n videos…</source>
        <translation>
            <numerusform>正在保存 %n 个视频…</numerusform>
        </translation>
    </message>
    <message>
        <source>{done} of {all} saved</source>
        <translation>已保存 {done} / {all}</translation>
    </message>
    <message numerus="yes">
        <source>%n videos saved to {folder}.</source>
        <translation>
            <numerusform>%n 个视频已保存到 {folder}。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos could not be saved: {names}</source>
        <translation>
            <numerusform>%n 个视频无法保存：{names}</numerusform>
        </translation>
    </message>
    <message>
        <source>Where is {name} now?</source>
        <translation>{name} 现在在哪里？</translation>
    </message>
    <message>
        <source>That is the file of another video.</source>
        <translation>这是另一个视频的文件。</translation>
    </message>
    <message numerus="yes">
        <source>%n other videos were found there, too.</source>
        <translation>
            <numerusform>同一位置还找到了 %n 个其他视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Save the frame</source>
        <translation>保存当前帧</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>The frame could not be saved there.</source>
        <translation>当前帧没能保存到那里。</translation>
    </message>
    <message>
        <source>The browser could not be opened. The address is {address}</source>
        <translation>无法打开浏览器。网址是 {address}</translation>
    </message>
    <message>
        <source>The system could not open it.</source>
        <translation>系统没能打开它。</translation>
    </message>
</context>
<context>
    <name>TaskPanel</name>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>What you create appears here with its state, and stays when you close the program.</source>
        <translation>你创建的视频和进度会显示在这里，关闭软件后也不会丢失。</translation>
    </message>
    <message>
        <source>Nothing found</source>
        <translation>没有找到</translation>
    </message>
    <message>
        <source>{shown} of {there}</source>
        <translation>{shown} / {there}</translation>
    </message>
    <message>
        <source>Show all videos</source>
        <translation>显示全部视频</translation>
    </message>
    <message>
        <source>Clear search</source>
        <translation>清除搜索</translation>
    </message>
    <message>
        <source>Clear {filter}</source>
        <translation>清除 {filter}</translation>
    </message>
    <message>
        <source>No videos match: {filters}</source>
        <translation>没有符合条件的视频：{filters}</translation>
    </message>
</context>
<context>
    <name>TaskRemoval</name>
    <message>
        <source>It is being sent at this moment. Remove it when that is done.</source>
        <translation>正在发送中，请等发送结束后再移除。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Remove from the list</source>
        <translation>从列表移除</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n videos from the list?</source>
        <translation>
            <numerusform>从列表移除 %n 个视频？</numerusform>
        </translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>What is still being made goes on: the service may still charge for it.</source>
        <translation>还在生成的不会停下，服务可能仍会扣费。</translation>
    </message>
    <message>
        <source>Remove, and move the files to the bin</source>
        <translation>移除，并把文件移到回收站</translation>
    </message>
    <message>
        <source>Video files stay in their folder unless you move them to the bin.</source>
        <translation>视频文件会留在文件夹里，除非你把它们移到回收站。</translation>
    </message>
    <message>
        <source>What is not confirmed may have been charged, and this is the place to decide on it.</source>
        <translation>未确认的视频可能已经扣费，只有在这里才能决定怎么处理。</translation>
    </message>
    <message>
        <source>What is not saved yet is lost.</source>
        <translation>尚未保存的视频会丢失。</translation>
    </message>
    <message numerus="yes">
        <source>%n videos removed.</source>
        <translation>
            <numerusform>已移除 %n 个视频。</numerusform>
        </translation>
    </message>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
    <message>
        <source>That can&apos;t be undone any more.</source>
        <translation>已经无法撤销了。</translation>
    </message>
    <message>
        <source>{name} could not be moved to the bin. It is in the list again.</source>
        <translation>{name} 没能移到回收站，已回到列表。</translation>
    </message>
    <message numerus="yes">
        <source>%n videos could not be moved to the bin. They are in the list again.</source>
        <translation>
            <numerusform>有 %n 个视频没能移到回收站，已回到列表。</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TaskView</name>
    <message>
        <source>Your videos</source>
        <translation>我的视频</translation>
    </message>
</context>
<context>
    <name>TechnicalDetail</name>
    <message>
        <source>Technical detail</source>
        <translation>技术详情</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Copy the technical detail</source>
        <translation>复制技术详情</translation>
    </message>
</context>
<context>
    <name>TileMenu</name>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy link</source>
        <translation>复制链接</translation>
    </message>
    <message>
        <source>Copy path</source>
        <translation>复制路径</translation>
    </message>
    <message>
        <source>Move left</source>
        <translation>左移</translation>
    </message>
    <message>
        <source>Move right</source>
        <translation>右移</translation>
    </message>
    <message>
        <source>Move to</source>
        <translation>移到</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Replace</source>
        <translation>替换</translation>
    </message>
</context>
<context>
    <name>TileSwitch</name>
    <message>
        <source>Size of the tiles</source>
        <translation>缩略图大小</translation>
    </message>
    <message>
        <source>Show as tiles</source>
        <translation>以缩略图显示</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Dismiss</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>TokenForm</name>
    <message>
        <source>Hide the token</source>
        <translation>隐藏令牌</translation>
    </message>
    <message>
        <source>Show the token</source>
        <translation>显示令牌</translation>
    </message>
    <message>
        <source>It is kept in {keyring}, never in a plain file.</source>
        <translation>令牌保存在 {keyring} 中，绝不写入普通文件。</translation>
    </message>
    <message>
        <source>This system offers no keyring, so the token is kept until you close the program, never in a plain file.</source>
        <translation>这台电脑没有可用的系统密码库，令牌只保留到你关闭软件，绝不写入普通文件。</translation>
    </message>
    <message>
        <source>Paste your token</source>
        <translation>粘贴你的令牌</translation>
    </message>
    <message>
        <source>Token</source>
        <translation>令牌</translation>
    </message>
    <message>
        <source>Address of the service</source>
        <translation>服务地址</translation>
    </message>
    <message>
        <source>Checking the token</source>
        <translation>正在验证令牌</translation>
    </message>
    <message>
        <source>Checking…</source>
        <translation>正在验证…</translation>
    </message>
    <message>
        <source>Use this token</source>
        <translation>使用这个令牌</translation>
    </message>
    <message>
        <source>Paste your token first.</source>
        <translation>请先粘贴令牌。</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Practice: free sample videos, made on this computer</source>
        <translation>练习模式：在这台电脑上免费生成示例视频</translation>
    </message>
    <message>
        <source>Use a token</source>
        <translation>使用令牌</translation>
    </message>
    <message>
        <source>Your videos</source>
        <translation>我的视频</translation>
    </message>
    <message>
        <source>Balance: {balance}</source>
        <translation>余额：{balance}</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Commands</source>
        <translation>命令</translation>
    </message>
    <message numerus="yes">
        <source>%n not confirmed</source>
        <translation>
            <numerusform>%n 个未确认</numerusform>
        </translation>
    </message>
</context>
<context>
    <name>TrimDialog</name>
    <message>
        <source>Trim “{name}”</source>
        <translation>截取“{name}”</translation>
    </message>
    <message>
        <source>Play this part</source>
        <translation>播放所选片段</translation>
    </message>
    <message>
        <source>Cut</source>
        <translation>截取</translation>
    </message>
    <message>
        <source>Being read…</source>
        <translation>正在读取…</translation>
    </message>
    <message>
        <source>It can&apos;t be cut here: it is too short, damaged, or of another kind.</source>
        <translation>无法在这里截取：文件过短、已损坏或格式不支持。</translation>
    </message>
    <message>
        <source>{start} s to {end} s · {length} s long</source>
        <translation>{start} 秒至 {end} 秒 · 时长 {length} 秒</translation>
    </message>
    <message>
        <source>Reference videos may last {total} s together. {left} s are left for this one.</source>
        <translation>参考视频总时长最多 {total} 秒，这一段还可用 {left} 秒。</translation>
    </message>
    <message>
        <source>Still too long by {over} s: {left} s of {total} s are left for this one.</source>
        <translation>还超出 {over} 秒：总共 {total} 秒，这一段只剩 {left} 秒。</translation>
    </message>
    <message>
        <source>These cuts keep the quality as it is: nothing is encoded again.</source>
        <translation>在此处截取无需重新编码，画质不变。</translation>
    </message>
    <message>
        <source>Cut exactly here, it is encoded again, in high quality.</source>
        <translation>精确截取到此处需要重新编码（高画质）。</translation>
    </message>
    <message>
        <source>Without encoding: {start} s to {end} s</source>
        <translation>不重新编码：{start} 秒至 {end} 秒</translation>
    </message>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
</context>
<context>
    <name>TrimStrip</name>
    <message>
        <source>Start of the part</source>
        <translation>片段起点</translation>
    </message>
    <message>
        <source>End of the part</source>
        <translation>片段终点</translation>
    </message>
</context>
<context>
    <name>UnconfirmedCard</name>
    <message>
        <source>Was it charged?</source>
        <translation>扣费了吗？</translation>
    </message>
    <message>
        <source>Then decide. Nothing happens by itself, and there is no hurry.</source>
        <translation>然后决定怎么办。软件不会自动操作，不用着急。</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>怎么办</translation>
    </message>
</context>
<context>
    <name>UnsavedNotice</name>
    <message numerus="yes">
        <source>%n finished videos can&apos;t be saved.</source>
        <translation>
            <numerusform>%n 个已生成的视频无法保存。</numerusform>
        </translation>
    </message>
    <message>
        <source>The service keeps it until about {moment}.</source>
        <translation>服务大约保留到 {moment}。</translation>
    </message>
    <message>
        <source>The service keeps the first of them until about {moment}.</source>
        <translation>其中最早的，服务大约保留到 {moment}。</translation>
    </message>
    <message>
        <source>Try again now</source>
        <translation>立即重试</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>更换文件夹…</translation>
    </message>
</context>
<context>
    <name>UploadStatus</name>
    <message>
        <source>The upload is stopped. Create uploads it first.</source>
        <translation>上传已停止。点创建时会先上传。</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Stop the upload</source>
        <translation>停止上传</translation>
    </message>
    <message>
        <source>Stopped</source>
        <translation>已停止</translation>
    </message>
    <message>
        <source>Waiting</source>
        <translation>等待中</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Waiting to be uploaded</source>
        <translation>等待上传</translation>
    </message>
    <message>
        <source>Uploading: {percent} %</source>
        <translation>上传中：{percent}%</translation>
    </message>
    <message>
        <source>Uploading</source>
        <translation>上传中</translation>
    </message>
    <message>
        <source>{size}/s</source>
        <translation>{size}/秒</translation>
    </message>
</context>
<context>
    <name>VideoView</name>
    <message>
        <source>Video</source>
        <translation>视频</translation>
    </message>
</context>
<context>
    <name>Welcome</name>
    <message>
        <source>Back to your videos</source>
        <translation>回到我的视频</translation>
    </message>
    <message>
        <source>Guide</source>
        <translation>使用指南</translation>
    </message>
    <message>
        <source>Make videos with Seedance 2.0</source>
        <translation>用 Seedance 2.0 创作视频</translation>
    </message>
    <message>
        <source>Describe it, drop in pictures, clips or sound, press Create, and watch it here.</source>
        <translation>写下画面，拖入图片、视频或音频，点击创建，就能在这里观看。</translation>
    </message>
    <message>
        <source>Try it without a token</source>
        <translation>不用令牌，先试试</translation>
    </message>
    <message>
        <source>Practice mode is free. A stand-in of the service on this computer makes short sample videos that show what you asked for. You can switch at any time.</source>
        <translation>练习模式免费：由这台电脑模拟服务，按你的要求生成简短的示例视频。随时可以切换。</translation>
    </message>
    <message>
        <source>Start practising</source>
        <translation>开始练习</translation>
    </message>
    <message>
        <source>I have a token</source>
        <translation>我有令牌</translation>
    </message>
    <message>
        <source>Paste it from the service&apos;s console. It is checked with a free call: nothing is charged.</source>
        <translation>从服务的控制台复制后粘贴到这里。验证免费，不会扣费。</translation>
    </message>
    <message>
        <source>System language</source>
        <translation>跟随系统语言</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
</context>
<context>
    <name>WipeView</name>
    <message>
        <source>Wipe: the border moves with the mouse</source>
        <translation>划像：分界线随鼠标移动</translation>
    </message>
</context>
<context>
    <name>Words</name>
    <message>
        <source>{name}: {text}</source>
        <translation>{name}：{text}</translation>
    </message>
</context>
<context>
    <name>WorkPage</name>
    <message>
        <source>Drop to add to the form</source>
        <translation>松开即可添加到表单</translation>
    </message>
</context>
<context>
    <name>domain</name>
    <message>
        <source>Enter the address of the service, such as {example}.</source>
        <translation>请输入服务地址，例如 {example}。</translation>
    </message>
    <message>
        <source>This is not an address. One looks like {example}.</source>
        <translation>这不是有效的地址，应该像 {example} 这样。</translation>
    </message>
    <message>
        <source>The address must begin with https://, so that nobody on the way can read your token.</source>
        <translation>地址必须以 https:// 开头，这样途中没人能看到你的令牌。</translation>
    </message>
    <message>
        <source>Enter the address alone, without what comes after the name: {example}.</source>
        <translation>请只输入地址本身，不要带后面的路径：{example}。</translation>
    </message>
    <message>
        <source>An address with a name or password in it can&apos;t be used. The token belongs in its own field.</source>
        <translation>地址里不能带用户名或密码，令牌请填在令牌一栏。</translation>
    </message>
    <message>
        <source>There is no connection to the service. Nothing is lost: it goes on by itself when the connection is back.</source>
        <translation>连不上服务。什么都不会丢，网络恢复后会自动继续。</translation>
    </message>
    <message>
        <source>The service could not be reached, so nothing was sent and nothing was charged. It is tried again by itself.</source>
        <translation>连不上服务，所以没有发送，也没有扣费。软件会自动重试。</translation>
    </message>
    <message>
        <source>The service&apos;s identity could not be verified, so nothing was sent. Check the date of this computer, and whether a security program or company network stands in between.</source>
        <translation>无法验证服务的身份，所以没有发送。请检查电脑的日期，以及是否有安全软件或公司网络介入。</translation>
    </message>
    <message>
        <source>The proxy settings of this computer can&apos;t be used, so nothing was sent. Correct the proxy in the system&apos;s network settings.</source>
        <translation>电脑的代理设置无法使用，所以没有发送。请在系统的网络设置里修正代理。</translation>
    </message>
    <message>
        <source>The service&apos;s address in the settings is not a whole address. Nothing was sent.</source>
        <translation>设置里的服务地址不完整，没有发送。</translation>
    </message>
    <message>
        <source>The address in the settings leads on to another one, where the token is not sent. Nothing was charged. Correct the address in the settings.</source>
        <translation>设置里的地址跳转到了别处，令牌不会发往那里。没有扣费。请在设置里修正地址。</translation>
    </message>
    <message>
        <source>At the address in the settings there is no such service. Correct the address in the settings.</source>
        <translation>设置里的地址上没有这个服务，请在设置里修正地址。</translation>
    </message>
    <message>
        <source>The service has a passing fault. Asking costs nothing and goes on by itself.</source>
        <translation>服务暂时出了故障。查询不收费，会自动继续。</translation>
    </message>
    <message>
        <source>The service says: {message}</source>
        <translation>服务的答复：{message}</translation>
    </message>
    <message>
        <source>The service gave an answer that can&apos;t be read. Asking goes on by itself.</source>
        <translation>服务的答复无法读懂，软件会继续查询。</translation>
    </message>
    <message>
        <source>No token is at hand. Enter it in the settings.</source>
        <translation>当前没有可用的令牌，请在设置里填写。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t accept the token. Nothing was charged. Check that it is whole, or enter another one.</source>
        <translation>服务不接受这个令牌。没有扣费。请检查令牌是否完整，或换一个令牌。</translation>
    </message>
    <message>
        <source>The service can&apos;t be asked about the token just now, so it is not kept yet. Nothing was charged. Check the connection and the address, then press the button again.</source>
        <translation>暂时无法向服务验证令牌，所以还没有保存。没有扣费。请检查网络和地址，然后再点一次按钮。</translation>
    </message>
    <message>
        <source>This can&apos;t be a token: it has characters that no token has. Copy it again from the service&apos;s console.</source>
        <translation>这不是有效的令牌：里面有令牌不会出现的字符。请从服务的控制台重新复制。</translation>
    </message>
    <message>
        <source>The connection broke while sending, so it is not known whether the service took the order. It may have been charged. It is not sent again by itself: look in the service&apos;s console.</source>
        <translation>发送时连接中断，不确定服务是否接受了任务，可能已经扣费。软件不会自动重发，请到服务的控制台查看。</translation>
    </message>
    <message>
        <source>The service&apos;s answer does not say whether it took the order. It may have been charged. It is not sent again by itself: look in the service&apos;s console.</source>
        <translation>服务的回复没有说明是否接受了任务，可能已经扣费。软件不会自动重发，请到服务的控制台查看。</translation>
    </message>
    <message>
        <source>The program ended while sending, so it is not known whether the service took the order. It may have been charged. It is not sent again by itself: look in the service&apos;s console.</source>
        <translation>发送时软件退出了，不确定服务是否接受了任务，可能已经扣费。软件不会自动重发，请到服务的控制台查看。</translation>
    </message>
    <message>
        <source>This was not sent, and nothing was charged: {reason}</source>
        <translation>未发送，未扣费：{reason}</translation>
    </message>
    <message>
        <source>Stopped before it was sent. Nothing was charged.</source>
        <translation>发送前已停止，未扣费。</translation>
    </message>
    <message>
        <source>No longer watched. The service may go on making it, and charge for it.</source>
        <translation>已停止跟进。服务可能仍会继续生成并扣费。</translation>
    </message>
    <message>
        <source>Sending it again came to nothing: {reason} What became of the order before that is still not known: it may have been charged.</source>
        <translation>之前那次的结果仍然不明，可能已经扣费。这次重新发送没有成功：{reason}</translation>
    </message>
    <message>
        <source>Sending it again was stopped before it left. What became of the order before that is still not known: it may have been charged.</source>
        <translation>重新发送在发出前已停止。之前那次的结果仍然不明，可能已经扣费。</translation>
    </message>
    <message>
        <source>It could not be sent again yet, and is tried again by itself. What became of the order before that is still not known: it may have been charged.</source>
        <translation>暂时还没能重新发送，软件会自动再试。之前那次的结果仍然不明，可能已经扣费。</translation>
    </message>
    <message>
        <source>The file “{name}” is gone or can&apos;t be read. Nothing was charged.</source>
        <translation>文件“{name}”已不存在或无法读取。没有扣费。</translation>
    </message>
    <message>
        <source>The file “{name}” is empty.</source>
        <translation>文件“{name}”是空的。</translation>
    </message>
    <message>
        <source>The file “{name}” has {size} MB; the service takes at most {maximum} MB.</source>
        <translation>文件“{name}”有 {size} MB，服务最多接受 {maximum} MB。</translation>
    </message>
    <message>
        <source>The file “{name}” changed while it was on its way up. Nothing was charged. Try again.</source>
        <translation>文件“{name}”在上传时发生了变化。没有扣费。请重试。</translation>
    </message>
    <message>
        <source>The service did not accept the order. Nothing was charged.</source>
        <translation>服务没有接受这个任务。没有扣费。</translation>
    </message>
    <message>
        <source>The service is busy. It goes on by itself in a moment.</source>
        <translation>服务繁忙，稍后会自动继续。</translation>
    </message>
    <message>
        <source>The account&apos;s balance, or the quota of its token, is not enough for this video. Nothing was charged.</source>
        <translation>账户余额或令牌额度不足，无法制作这个视频。没有扣费。</translation>
    </message>
    <message>
        <source>The list was restored from a backup in which this order still waited. It is not known whether it was sent after that: it may have been charged. It is not sent again by itself.</source>
        <translation>列表已从备份恢复，备份时这个订单还在等待发送。之后是否已经发送无法确定，可能已经扣费。不会自动重新发送。</translation>
    </message>
    <message>
        <source>The file “{name}” could not be uploaded. Nothing was charged.</source>
        <translation>文件“{name}”没能上传。没有扣费。</translation>
    </message>
    <message>
        <source>“{name}” could not be uploaded. The service says: {reason} Nothing was charged.</source>
        <translation>“{name}”未能上传。服务称：{reason} 没有扣费。</translation>
    </message>
    <message>
        <source>The upload of “{name}” was stopped.</source>
        <translation>“{name}”的上传已停止。</translation>
    </message>
    <message>
        <source>The service took the file “{name}” but gave no link to it. Nothing was charged.</source>
        <translation>服务收下了文件“{name}”，但没有给出链接。没有扣费。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t know this video at the moment. Asking goes on, more slowly.</source>
        <translation>服务暂时查不到这个视频，软件会放慢节奏继续查询。</translation>
    </message>
    <message>
        <source>The service knows no video with the id that you entered. Asking goes on, more slowly. If the id is not the right one, go back and decide again: nothing is lost.</source>
        <translation>服务没有你填写的这个 ID 的视频，会放慢速度继续查询。如果 ID 填错了，可以返回重新决定，什么都不会丢失。</translation>
    </message>
    <message>
        <source>It is in the form: save it or leave it first.</source>
        <translation>它正在表单里修改：请先保存或放弃修改。</translation>
    </message>
    <message>
        <source>Asked just now: still the same.</source>
        <translation>刚刚查询过：没有变化。</translation>
    </message>
    <message>
        <source>The service could not be asked just now.</source>
        <translation>刚才没能向服务查询。</translation>
    </message>
    <message>
        <source>The service calls this “{word}”. Asking goes on.</source>
        <translation>服务说它的状态是“{word}”，软件会继续查询。</translation>
    </message>
    <message>
        <source>The service calls it completed, but gives no video yet. Asking goes on.</source>
        <translation>服务说已经完成，但还没有给出视频，软件会继续查询。</translation>
    </message>
    <message>
        <source>There is no room left on the disk to keep this, so nothing was sent. Make room and try again.</source>
        <translation>磁盘空间不足，无法记录，所以没有发送。请腾出空间后重试。</translation>
    </message>
    <message>
        <source>The list can&apos;t be written at the moment. It is kept in memory and tried again: make room on the disk, and leave the program open.</source>
        <translation>列表暂时无法写入磁盘，已保留在内存中并会重试。请腾出磁盘空间，并让软件保持打开。</translation>
    </message>
    <message>
        <source>The videos folder can&apos;t be written to. Choose another one in the settings, or connect its disk. The video is saved as soon as that is possible.</source>
        <translation>视频文件夹无法写入。请在设置里另选一个，或接好它所在的磁盘。一旦可以，视频就会保存。</translation>
    </message>
    <message>
        <source>The video did not arrive whole. It goes on by itself.</source>
        <translation>视频没有下载完整，会自动继续。</translation>
    </message>
    <message>
        <source>The video can&apos;t be fetched from the service just now. It is tried again by itself.</source>
        <translation>暂时无法从服务下载视频，会自动重试。</translation>
    </message>
    <message>
        <source>The service&apos;s link to the video has expired, or doesn&apos;t work at the moment. The service is asked for a fresh one by itself, again and again.</source>
        <translation>服务给出的视频链接已过期，或暂时无法使用。软件会自动反复向服务索取新链接。</translation>
    </message>
    <message>
        <source>The service gave a link that leads to no public place, so it was not opened. It is asked again by itself.</source>
        <translation>服务给的链接指向非公开的地址，所以没有打开。软件会自动再次查询。</translation>
    </message>
    <message>
        <source>What the service delivered is no playable video. It is fetched again by itself.</source>
        <translation>服务送来的不是可播放的视频，会自动重新下载。</translation>
    </message>
    <message>
        <source>Kept, but it couldn&apos;t be checked: it may not play here.</source>
        <translation>已保存，但无法检查，在这里可能播放不了。</translation>
    </message>
    <message>
        <source>While you practise, links are not looked at.</source>
        <translation>练习模式下不检查链接。</translation>
    </message>
    <message>
        <source>The link doesn&apos;t answer, so the service may not reach it either.</source>
        <translation>链接没有响应，服务可能也打不开它。</translation>
    </message>
    <message>
        <source>The link leads to a place that is not public, or not secure, so it was not opened. The service may not reach it either.</source>
        <translation>链接指向非公开或不安全的位置，因此没有打开，服务可能也无法访问。</translation>
    </message>
    <message>
        <source>Behind the link there is nothing to get ({status}).</source>
        <translation>链接后面没有可用的内容（{status}）。</translation>
    </message>
    <message>
        <source>Your videos&apos; list was written by a newer version of this program. It is left untouched: update the program to open it.</source>
        <translation>视频列表是由更新版本的软件写入的，已原样保留。请升级软件后再打开。</translation>
    </message>
    <message>
        <source>Your videos&apos; list in {folder} can&apos;t be used: {reason}</source>
        <translation>{folder} 中的视频列表无法使用：{reason}</translation>
    </message>
    <message>
        <source>Your videos&apos; list is in use by another start of this program.</source>
        <translation>视频列表正被另一个已打开的本软件使用。</translation>
    </message>
    <message>
        <source>Part of the form could not be read, so it is empty now. What was stored is kept in the store as “{key}”. Nothing was sent or charged.</source>
        <translation>表单的一部分无法读取，现已留空。原来的内容以“{key}”为名保留在存储中。没有发送任何请求，也没有产生费用。</translation>
    </message>
    <message>
        <source>{name} holds no settings of a video, so nothing was opened.</source>
        <translation>{name} 里没有视频的设置，因此没有打开。</translation>
    </message>
    <message>
        <source>A part of the program failed and was started again ({name}).</source>
        <translation>软件的一部分出错，已重新启动（{name}）。</translation>
    </message>
    <message numerus="yes">
        <source>This video can&apos;t be watched without a token that {address} accepts. It goes on being made, and may be charged. The service keeps it for %n days only. Enter the token in the settings.</source>
        <translation>
            <numerusform>没有 {address} 认可的令牌，就无法跟进这个视频。它会继续生成，可能会计费。服务只保留 %n 天。请在设置里输入令牌。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>This video is finished, but it can&apos;t be saved without a token that {address} accepts. The service keeps it for %n days only. Enter the token in the settings.</source>
        <translation>
            <numerusform>视频已生成，但没有 {address} 认可的令牌就无法保存。服务只保留 %n 天。请在设置里输入令牌。</numerusform>
        </translation>
    </message>
    <message>
        <source>This waits for a token that {address} accepts. Nothing was sent, and nothing was charged. Enter the token in the settings.</source>
        <translation>正在等待 {address} 认可的令牌。还没有发送，也没有扣费。请在设置里输入令牌。</translation>
    </message>
    <message>
        <source>Paste your token here. The service&apos;s console shows it.</source>
        <translation>请在这里粘贴令牌，在服务的控制台可以看到它。</translation>
    </message>
    <message>
        <source>There is a space or a line break inside the token. Copy the token alone, in one piece.</source>
        <translation>令牌中间有空格或换行。请只复制令牌本身，一次复制完整。</translation>
    </message>
    <message>
        <source>The token has characters that no token has. Copy it once more from the service&apos;s console.</source>
        <translation>令牌里有令牌不会出现的字符。请从服务的控制台再复制一次。</translation>
    </message>
    <message>
        <source>This is far too long for a token. Copy the token alone, without the text around it.</source>
        <translation>这比令牌长太多了。请只复制令牌本身，不要带前后的文字。</translation>
    </message>
    <message>
        <source>This system has no keyring that can be used. The token is kept until the program closes, and is asked for again at the next start.</source>
        <translation>这台电脑没有可用的系统密码库。令牌只保留到软件关闭，下次启动时需要重新填写。</translation>
    </message>
    <message>
        <source>The keyring of this system would not keep the token safely. The token is kept until the program closes, and is asked for again at the next start.</source>
        <translation>这台电脑的系统密码库无法安全保存令牌。令牌只保留到软件关闭，下次启动时需要重新填写。</translation>
    </message>
    <message>
        <source>{name} did not keep the token. It is kept until the program closes, and is asked for again at the next start.</source>
        <translation>{name} 没能保存令牌。令牌只保留到软件关闭，下次启动时需要重新填写。</translation>
    </message>
    <message>
        <source>{name} is locked. The token is kept until the program closes, and goes into {name} once you unlock it.</source>
        <translation>{name} 已锁定。令牌先保留到软件关闭，等你解锁后会存入 {name}。</translation>
    </message>
    <message>
        <source>{name} stayed locked. The token is kept until the program closes, and is asked for again at the next start.</source>
        <translation>{name} 一直没有解锁。令牌只保留到软件关闭，下次启动时需要重新填写。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has not answered yet. The token is kept until the program closes, and goes into the keyring once it answers.</source>
        <translation>系统密码库还没有响应。令牌先保留到软件关闭，等它响应后会存入。</translation>
    </message>
    <message>
        <source>{name} is locked. Unlock it, and your token is there again.</source>
        <translation>{name} 已锁定。解锁后令牌就会回来。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has not answered yet. If another window asks for its password, enter it there.</source>
        <translation>系统密码库还没有响应。如果有别的窗口在询问密码，请在那里输入。</translation>
    </message>
    <message>
        <source>{name} could not be read.</source>
        <translation>无法读取 {name}。</translation>
    </message>
    <message>
        <source>This system has no keyring that can be used.</source>
        <translation>这台电脑没有可用的系统密码库。</translation>
    </message>
    <message>
        <source>{name} is locked, so the token is still in it. It is removed once you unlock it.</source>
        <translation>{name} 已锁定，令牌还在里面。解锁后就会删除。</translation>
    </message>
    <message>
        <source>{name} stayed locked, so the token is still in it.</source>
        <translation>{name} 一直没有解锁，令牌还在里面。</translation>
    </message>
    <message>
        <source>The system&apos;s keyring has not answered yet. The token is removed from it once it answers.</source>
        <translation>系统密码库还没有响应，等它响应后会删除令牌。</translation>
    </message>
    <message>
        <source>{name} did not remove the token. Remove the entry “{entry}” there yourself.</source>
        <translation>{name} 没有删除令牌，请到那里自行删除条目“{entry}”。</translation>
    </message>
    <message>
        <source>Model</source>
        <translation>模型</translation>
    </message>
    <message>
        <source>Prompt</source>
        <translation>提示词</translation>
    </message>
    <message>
        <source>Reference pictures</source>
        <translation>参考图</translation>
    </message>
    <message>
        <source>First frame</source>
        <translation>首帧</translation>
    </message>
    <message>
        <source>Last frame</source>
        <translation>尾帧</translation>
    </message>
    <message>
        <source>Reference videos</source>
        <translation>参考视频</translation>
    </message>
    <message>
        <source>Sound clips</source>
        <translation>参考音频</translation>
    </message>
    <message>
        <source>Ratio</source>
        <translation>画面比例</translation>
    </message>
    <message>
        <source>Length</source>
        <translation>时长</translation>
    </message>
    <message>
        <source>Resolution</source>
        <translation>分辨率</translation>
    </message>
    <message>
        <source>Orientation</source>
        <translation>画面方向</translation>
    </message>
    <message>
        <source>Automatic</source>
        <translation>自动</translation>
    </message>
    <message>
        <source>Landscape</source>
        <translation>横屏</translation>
    </message>
    <message>
        <source>Portrait</source>
        <translation>竖屏</translation>
    </message>
    <message>
        <source>Adaptive</source>
        <translation>自适应</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take reference pictures.</source>
        <translation>“{model}”不支持参考图。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take first and last frames.</source>
        <translation>“{model}”不支持首尾帧。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take reference videos.</source>
        <translation>“{model}”不支持参考视频。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take sound clips.</source>
        <translation>“{model}”不支持参考音频。</translation>
    </message>
    <message>
        <source>Starting from text uses no references.</source>
        <translation>文字生成时不使用参考素材。</translation>
    </message>
    <message>
        <source>Reference pictures don&apos;t go together with first and last frames.</source>
        <translation>参考图不能与首尾帧同时使用。</translation>
    </message>
    <message>
        <source>First and last frames don&apos;t go together with reference pictures.</source>
        <translation>首尾帧不能与参考图同时使用。</translation>
    </message>
    <message>
        <source>With {model}, sound clips don&apos;t work with first and last frames.</source>
        <translation>使用“{model}”时，参考音频不能与首尾帧同时使用。</translation>
    </message>
    <message>
        <source>{model} always makes {size}.</source>
        <translation>“{model}”固定生成 {size}。</translation>
    </message>
    <message>
        <source>Set by the model: {model} makes {size}.</source>
        <translation>由模型决定：“{model}”生成 {size}。</translation>
    </message>
    <message>
        <source>With {model}, the ratio alone sets the shape.</source>
        <translation>使用“{model}”时，画面由画面比例决定。</translation>
    </message>
    <message>
        <source>The ratio {ratio} already sets the shape.</source>
        <translation>画面比例“{ratio}”已经决定了画面方向。</translation>
    </message>
    <message>
        <source>Use {model}</source>
        <translation>改用“{model}”</translation>
    </message>
    <message>
        <source>Start from text</source>
        <translation>改用文字生成</translation>
    </message>
    <message>
        <source>Start from references</source>
        <translation>改用参考素材</translation>
    </message>
    <message>
        <source>Start from frames</source>
        <translation>改用首尾帧</translation>
    </message>
    <message>
        <source>Set the ratio to Automatic</source>
        <translation>把画面比例设为自动</translation>
    </message>
    <message>
        <source>Kept, but not used now.</source>
        <translation>已保留，暂不使用。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t offer {value}. Using {used} here; {value} is kept.</source>
        <translation>“{model}”不支持“{value}”，暂用“{used}”；原来的选择会为你保留。</translation>
    </message>
    <message>
        <source>{model} makes {minimum} to {maximum} s. Using {used} s here; {value} s is kept.</source>
        <translation>“{model}”可生成 {minimum}–{maximum} 秒，暂用 {used} 秒；原来的 {value} 秒会为你保留。</translation>
    </message>
    <message>
        <source>The model “{model}” is not known. Choose one from the list.</source>
        <translation>没有“{model}”这个模型，请从列表中选择。</translation>
    </message>
    <message>
        <source>Describe the video.</source>
        <translation>请描述视频内容。</translation>
    </message>
    <message>
        <source>{mention} points at no reference.</source>
        <translation>{mention} 没有对应的参考素材。</translation>
    </message>
    <message>
        <source>Mentions that lead nowhere now: {mention}. What they mean is not used.</source>
        <translation>{mention} 暂不起作用：对应的素材现在没有用到。</translation>
    </message>
    <message>
        <source>The prompt has {count} characters; {model} takes at most {maximum}.</source>
        <translation>提示词有 {count} 字，“{model}”最多支持 {maximum} 字。</translation>
    </message>
    <message>
        <source>Add a reference, or start from text.</source>
        <translation>请添加参考素材，或改用文字生成。</translation>
    </message>
    <message>
        <source>Add a first or last frame, or start from text.</source>
        <translation>请添加首帧或尾帧，或改用文字生成。</translation>
    </message>
    <message>
        <source>Add a first and a last frame, or start from text.</source>
        <translation>请添加首帧和尾帧，或改用文字生成。</translation>
    </message>
    <message>
        <source>{model} needs both a first and a last frame.</source>
        <translation>“{model}”需要同时有首帧和尾帧。</translation>
    </message>
    <message>
        <source>Keep the first {count}</source>
        <translation>只留前 {count} 个</translation>
    </message>
    <message>
        <source>With {model}, a sound clip needs a picture, a video or a frame beside it.</source>
        <translation>使用“{model}”时，参考音频要搭配图片、视频或首尾帧。</translation>
    </message>
    <message>
        <source>Remove the sound clips</source>
        <translation>移除参考音频</translation>
    </message>
    <message>
        <source>Remove it</source>
        <translation>移除</translation>
    </message>
    <message>
        <source>Remove them</source>
        <translation>都移除</translation>
    </message>
    <message>
        <source>Use the file instead</source>
        <translation>改用原文件</translation>
    </message>
    <message>
        <source>Use the files instead</source>
        <translation>都改用原文件</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take {format} pictures.</source>
        <translation>“{model}”不支持 {format} 图片。</translation>
    </message>
    <message>
        <source>The service doesn&apos;t take {format} files.</source>
        <translation>服务不支持 {format} 文件。</translation>
    </message>
    <message>
        <source>This file has {size} MB; the service takes at most {maximum} MB.</source>
        <translation>这个文件有 {size} MB，服务最多接受 {maximum} MB。</translation>
    </message>
    <message>
        <source>This is a picture.</source>
        <translation>这是图片。</translation>
    </message>
    <message>
        <source>This is a video.</source>
        <translation>这是视频。</translation>
    </message>
    <message>
        <source>This is a sound clip.</source>
        <translation>这是音频。</translation>
    </message>
    <message>
        <source>This link leads to a page of {site}, not to the file.</source>
        <translation>这个链接指向 {site} 的分享页面，而不是文件本身。</translation>
    </message>
    <message>
        <source>This link leads to a page of {site}, not to the file. Download the file there, and add it instead.</source>
        <translation>这个链接指向 {site} 的分享页面，而不是文件本身。请先在那里下载，再添加该文件。</translation>
    </message>
    <message>
        <source>There is a name or password in this link, which others could read. Give one without it.</source>
        <translation>链接中带有用户名或密码，别人可能看到。请改用不带这些信息的链接。</translation>
    </message>
    <message>
        <source>Use the direct link</source>
        <translation>使用直链</translation>
    </message>
    <message>
        <source>Use the direct links</source>
        <translation>全部使用直链</translation>
    </message>
    <message>
        <source>Together {seconds} s of {maximum_seconds} s, {size} MB of {maximum_size} MB, not counting {count} not measured.</source>
        <translation>共 {seconds} 秒（最多 {maximum_seconds} 秒）、{size} MB（最多 {maximum_size} MB），另有 {count} 个未测量。</translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n pictures; there are {count}.</source>
        <translation>
            <numerusform>“{model}”最多支持 %n 张图片，现在有 {count} 张。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n reference videos; there are {count}.</source>
        <translation>
            <numerusform>“{model}”最多支持 %n 个参考视频，现在有 {count} 个。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>{model} takes at most %n sound clips; there are {count}.</source>
        <translation>
            <numerusform>“{model}”最多支持 %n 段参考音频，现在有 {count} 段。</numerusform>
        </translation>
    </message>
    <message>
        <source>“{name}” holds something other than its ending says, and the service goes by that. Download it, and add the file instead.</source>
        <translation>“{name}”的内容与扩展名不符，而服务只看扩展名。请先下载，再添加该文件。</translation>
    </message>
    <message>
        <source>Move it to {field}</source>
        <translation>移到“{field}”</translation>
    </message>
    <message>
        <source>Move them to {field}</source>
        <translation>都移到 {field}</translation>
    </message>
    <message>
        <source>A link is missing here.</source>
        <translation>这里缺少链接。</translation>
    </message>
    <message>
        <source>The service takes only links that begin with https:// and that everyone can open.</source>
        <translation>服务只接受以 https:// 开头、任何人都能打开的链接。</translation>
    </message>
    <message>
        <source>The service can&apos;t reach this link: it leads into a private network.</source>
        <translation>服务打不开这个链接：它指向内部网络。</translation>
    </message>
    <message>
        <source>This is not a whole link.</source>
        <translation>这个链接不完整。</translation>
    </message>
    <message>
        <source>The link has a space in it, so it is probably not whole.</source>
        <translation>链接里有空格，可能不完整。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take saved assets (asset://). Give a link that begins with https://.</source>
        <translation>“{model}”不支持素材库素材（asset://），请使用以 https:// 开头的链接。</translation>
    </message>
    <message>
        <source>{model} takes reviewed material only. Have it reviewed in the service&apos;s console, then enter its id here as asset://…</source>
        <translation>“{model}”只接受审核过的素材。请先到服务的控制台提交审核，再在这里填写它的 ID，形如 asset://…</translation>
    </message>
    <message>
        <source>The asset&apos;s id is missing after asset://.</source>
        <translation>asset:// 后面缺少素材 ID。</translation>
    </message>
    <message>
        <source>Reference videos may last {maximum} s together; these last {count} s.</source>
        <translation>参考视频总时长最多 {maximum} 秒，现在是 {count} 秒。</translation>
    </message>
    <message>
        <source>Reference videos may have {maximum} MB together; these have {count} MB.</source>
        <translation>参考视频总大小最多 {maximum} MB，现在是 {count} MB。</translation>
    </message>
    <message>
        <source>This video has {width} × {height} pixels; each side must have {minimum} to {maximum}.</source>
        <translation>这个视频是 {width} × {height} 像素，每条边都要在 {minimum}–{maximum} 像素之间。</translation>
    </message>
    <message>
        <source>{model} takes at most {seconds} s and {megabytes} MB of reference video together, each side with {minimum} to {maximum} pixels.</source>
        <translation>“{model}”的参考视频总共最多 {seconds} 秒、{megabytes} MB，每条边 {minimum}–{maximum} 像素。</translation>
    </message>
    <message>
        <source>Together {seconds} s of {maximum_seconds} s, {size} MB of {maximum_size} MB.</source>
        <translation>合计 {seconds} / {maximum_seconds} 秒，{size} / {maximum_size} MB。</translation>
    </message>
    <message>
        <source>Parts of “{name}” are see-through. The service may fill them with any colour.</source>
        <translation>“{name}”有透明部分，服务可能会用任意颜色填充。</translation>
    </message>
    <message>
        <source>“{name}” is in here more than once.</source>
        <translation>“{name}”重复添加了。</translation>
    </message>
    <message>
        <source>The first frame has {first} pixels, the last one {last}: of the two shapes, one may be cut or stretched.</source>
        <translation>首帧是 {first} 像素，尾帧是 {last} 像素：两者比例不同，其中一张可能被裁剪或拉伸。</translation>
    </message>
    <message>
        <source>This picture has {size} pixels, the video will be {ratio}: it may be cut or stretched.</source>
        <translation>这张图片是 {size} 像素，视频比例是 {ratio}：图片可能被裁剪或拉伸。</translation>
    </message>
    <message>
        <source>Files are still on their way up.</source>
        <translation>文件还在上传。</translation>
    </message>
    <message>
        <source>The request must be a JSON object.</source>
        <translation>请求必须是 JSON 对象。</translation>
    </message>
    <message>
        <source>The field “{field}” is not known.</source>
        <translation>没有“{field}”这个字段。</translation>
    </message>
    <message>
        <source>The field “{field}” is not of the right type.</source>
        <translation>字段“{field}”的类型不对。</translation>
    </message>
    <message>
        <source>The field “{field}” is required.</source>
        <translation>缺少必填字段“{field}”。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t take the field “{field}”.</source>
        <translation>“{model}”不支持字段“{field}”。</translation>
    </message>
    <message>
        <source>“images” excludes “first_image” and “last_image”.</source>
        <translation>“images”不能与“first_image”或“last_image”同时使用。</translation>
    </message>
    <message>
        <source>{model} doesn&apos;t offer {value} as {field}.</source>
        <translation>“{model}”的“{field}”不支持 {value}。</translation>
    </message>
    <message>
        <source>{model} makes {minimum} to {maximum} s.</source>
        <translation>“{model}”可生成 {minimum}–{maximum} 秒。</translation>
    </message>
    <message>
        <source>Billed once per video, whatever its length.</source>
        <translation>按次计费，不论长短。</translation>
    </message>
    <message>
        <source>Billed by the second: {seconds} s.</source>
        <translation>按秒计费：{seconds} 秒。</translation>
    </message>
    <message>
        <source>Billed by the second: {seconds} s at {size}.</source>
        <translation>按秒计费：{seconds} 秒，{size}。</translation>
    </message>
    <message>
        <source>Billed by the second: {seconds} s at {size}, and the length of the first reference video.</source>
        <translation>按秒计费：{seconds} 秒，{size}，另加第一个参考视频的时长。</translation>
    </message>
    <message>
        <source>The service did not accept {name} for the asset library. Nothing was charged.</source>
        <translation>服务没有接受“{name}”存入素材库。没有扣费。</translation>
    </message>
    <message>
        <source>The service saved {name}, but didn&apos;t tell its id. Look for it in the service&apos;s console.</source>
        <translation>服务已保存“{name}”，但没有给出它的 ID。请到服务的控制台查找。</translation>
    </message>
    <message>
        <source>{name} is still being checked. Find it in the asset library later: Add, From the asset library.</source>
        <translation>“{name}”还在审核。稍后可在素材库中找到它：添加，从素材库选择。</translation>
    </message>
    <message>
        <source>The folder {folder} can&apos;t be made or written to. Please choose another.</source>
        <translation>无法创建或写入文件夹 {folder}，请另选一个。</translation>
    </message>
    <message>
        <source>There is no room left on the disk. The video is made, and is saved as soon as there is room.</source>
        <translation>磁盘空间已满。视频已经生成，腾出空间后会自动保存。</translation>
    </message>
    <message>
        <source>There is not enough room on the disk: {needed} MB are needed, {free} MB are free. The video is made, and is saved as soon as there is room.</source>
        <translation>磁盘空间不足：需要 {needed} MB，还剩 {free} MB。视频已经生成，腾出空间后会自动保存。</translation>
    </message>
    <message>
        <source>Only {megabytes} MB are left on the disk with the folder {folder}. Make room there or choose another folder in the settings, or new videos can&apos;t be saved.</source>
        <translation>文件夹 {folder} 所在的磁盘只剩 {megabytes} MB。请清理空间，或在设置里换一个文件夹，否则新视频无法保存。</translation>
    </message>
    <message>
        <source>This link leads to a web page, not to a file. Download the file there, and add it instead.</source>
        <translation>这个链接指向网页，而不是文件。请在网页上下载文件，再添加该文件。</translation>
    </message>
    <message>
        <source>Your videos&apos; list is write-protected, or its folder is, so nothing can be kept: {folder}</source>
        <translation>视频列表或它所在的文件夹被写保护，什么都无法保存：{folder}</translation>
    </message>
    <message>
        <source>Your videos&apos; list was damaged. The copy of {day} was restored. Videos ordered after that copy may be missing from the list and may have been charged: look in the service&apos;s console. The damaged file is kept as “{name}”.</source>
        <translation>视频列表已损坏，已恢复到 {day} 的备份。备份之后下单的视频可能不在列表里，但可能已经扣费：请到服务的控制台查看。损坏的文件保留为“{name}”。</translation>
    </message>
    <message>
        <source>Your videos&apos; list was damaged, so a new one was begun. Videos ordered before may be missing from the list and may have been charged: look in the service&apos;s console. The damaged file is kept as “{name}”; your video files are untouched.</source>
        <translation>视频列表已损坏，所以新建了一份。之前下单的视频可能不在列表里，但可能已经扣费：请到服务的控制台查看。损坏的文件保留为“{name}”；你的视频文件没有动过。</translation>
    </message>
    <message>
        <source>Some settings could not be read and were reset: please check them. What was stored is kept in the store as “{key}”.</source>
        <translation>部分设置无法读取，已恢复为初始值，请检查一遍。原来的内容以“{key}”为名保留在存储中。</translation>
    </message>
    <message>
        <source>Practice mode could not be started on this computer.</source>
        <translation>练习模式在这台电脑上无法启动。</translation>
    </message>
    <message>
        <source>Practice mode has ended unexpectedly several times. Your practice videos are still there.</source>
        <translation>练习模式已多次意外退出。你的练习视频都还在。</translation>
    </message>
    <message numerus="yes">
        <source>%n of your videos can&apos;t be watched and saved without the token for {address}. The service may go on making them and charge for them, and keeps each for a few days only. {reason}</source>
        <translation>
            <numerusform>没有 {address} 的令牌，就无法跟进和保存你的 %n 个视频。服务可能会继续生成并计费，每个视频只保留几天。{reason}</numerusform>
        </translation>
    </message>
    <message>
        <source>The token is no longer where it was kept. Please paste it again; your videos are all here.</source>
        <translation>令牌不在原来保存的地方了，请重新粘贴；你的视频都还在。</translation>
    </message>
    <message>
        <source>A file name needs at least one of: {parts}.</source>
        <translation>文件名至少要包含其中一项：{parts}。</translation>
    </message>
    <message numerus="yes">
        <source>The service keeps a video for %n days only, and it was not fetched in time.</source>
        <translation>
            <numerusform>服务只保留视频 %n 天，没来得及下载。</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos were put back in the list from what is kept beside their files.</source>
        <translation>
            <numerusform>根据视频文件旁保存的信息，已把 %n 个视频放回列表。</numerusform>
        </translation>
    </message>
    <message>
        <source>{part} is not known. A file name can have: {parts}.</source>
        <translation>没有 {part} 这一项。文件名里可以用：{parts}。</translation>
    </message>
    <message>
        <source>One of the brackets in the file name has no partner. It can have: {parts}.</source>
        <translation>文件名里有括号没有配对。可以用：{parts}。</translation>
    </message>
    <message>
        <source>A file name can&apos;t have “{character}” in it.</source>
        <translation>文件名里不能有“{character}”。</translation>
    </message>
    <message>
        <source>This is too long for a file name.</source>
        <translation>文件名太长了。</translation>
    </message>
    <message>
        <source>The video could not be made from this prompt. (Practice: the word in brackets asked for a failure.)</source>
        <translation>无法按这段提示词生成视频。（练习：括号里的词要求失败。）</translation>
    </message>
    <message>
        <source>The balance is not enough for this video.</source>
        <translation>余额不足，无法制作这个视频。</translation>
    </message>
    <message>
        <source>The file was not accepted. (Practice: the word in brackets asked for a failure.)</source>
        <translation>文件未被接受。（练习：括号里的词要求失败。）</translation>
    </message>
    <message>
        <source>Files of this kind are not taken. Use a picture, a video or a sound.</source>
        <translation>不支持这种文件，请使用图片、视频或音频。</translation>
    </message>
    <message>
        <source>The file is empty.</source>
        <translation>文件是空的。</translation>
    </message>
</context>
<context>
    <name>tasks</name>
    <message>
        <source>Stop</source>
        <translation>停止</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>重新发送</translation>
    </message>
    <message>
        <source>Stop watching</source>
        <translation>停止跟进</translation>
    </message>
    <message>
        <source>Check once more, free</source>
        <translation>再查询一次（免费）</translation>
    </message>
    <message>
        <source>It was created: enter its id</source>
        <translation>已创建：填写任务 ID</translation>
    </message>
    <message>
        <source>It was not: send again</source>
        <translation>未创建：重新发送</translation>
    </message>
    <message>
        <source>Leave it</source>
        <translation>先不处理</translation>
    </message>
    <message>
        <source>Watch again</source>
        <translation>重新跟进</translation>
    </message>
    <message>
        <source>Hold</source>
        <translation>暂缓发送</translation>
    </message>
    <message>
        <source>Edit this order</source>
        <translation>修改订单</translation>
    </message>
    <message>
        <source>Save now</source>
        <translation>立即保存</translation>
    </message>
    <message>
        <source>The id is not the one: decide again</source>
        <translation>ID 不对：重新决定</translation>
    </message>
    <message>
        <source>Find it…</source>
        <translation>查找文件…</translation>
    </message>
    <message>
        <source>Show in folder</source>
        <translation>在文件夹中显示</translation>
    </message>
    <message>
        <source>Save as…</source>
        <translation>另存为…</translation>
    </message>
    <message>
        <source>Export as a timeline…</source>
        <translation>导出为时间线…</translation>
    </message>
    <message>
        <source>Continue with the last frame</source>
        <translation>用最后一帧继续</translation>
    </message>
    <message>
        <source>Compare side by side</source>
        <translation>并排对比</translation>
    </message>
    <message>
        <source>Join into one file</source>
        <translation>合并为一个文件</translation>
    </message>
    <message>
        <source>Name and note…</source>
        <translation>名称和备注…</translation>
    </message>
    <message>
        <source>Tags…</source>
        <translation>标签…</translation>
    </message>
    <message>
        <source>Copy the settings as text</source>
        <translation>把参数复制成文字</translation>
    </message>
    <message>
        <source>Send first</source>
        <translation>最先发送</translation>
    </message>
    <message>
        <source>Send earlier</source>
        <translation>提前发送</translation>
    </message>
    <message>
        <source>Send later</source>
        <translation>推后发送</translation>
    </message>
    <message>
        <source>What is held is not sent until you release it</source>
        <translation>暂缓的订单在恢复之前不会发送</translation>
    </message>
    <message>
        <source>Change it in the form; it is not sent meanwhile</source>
        <translation>在表单中修改，期间不会发送</translation>
    </message>
    <message>
        <source>Folder</source>
        <translation>文件夹</translation>
    </message>
    <message>
        <source>Show the video file in its folder</source>
        <translation>在文件夹中显示视频文件</translation>
    </message>
    <message>
        <source>Save as</source>
        <translation>另存为</translation>
    </message>
    <message>
        <source>Keep a copy somewhere else</source>
        <translation>另外保存一份</translation>
    </message>
    <message>
        <source>Timeline</source>
        <translation>时间线</translation>
    </message>
    <message>
        <source>Copies in a folder, with a timeline that video editors open</source>
        <translation>把副本和剪辑软件能打开的时间线放进一个文件夹</translation>
    </message>
    <message>
        <source>Select the videos for it, or the last one of a chain.</source>
        <translation>请选择要导出的视频，或一条接续链的最后一个。</translation>
    </message>
    <message>
        <source>Continue</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Start the next video with the last frame of this one</source>
        <translation>用这个视频的最后一帧作为下一个视频的首帧</translation>
    </message>
    <message>
        <source>Reuse</source>
        <translation>复用设置</translation>
    </message>
    <message>
        <source>Put every setting of this video back into the form</source>
        <translation>把这个视频的全部设置填回表单</translation>
    </message>
    <message>
        <source>Compare</source>
        <translation>对比</translation>
    </message>
    <message>
        <source>Two videos side by side, in step, and what differs between them</source>
        <translation>两个视频并排同步播放，并列出不同之处</translation>
    </message>
    <message>
        <source>Select two videos to compare them.</source>
        <translation>请选择两个视频来对比。</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>One video file of several, in the order in which they were made</source>
        <translation>把几个视频按生成的先后合并为一个文件</translation>
    </message>
    <message>
        <source>Select the videos to join, or the last one of a chain.</source>
        <translation>请选择要合并的视频，或一串接续视频中的最后一个。</translation>
    </message>
    <message>
        <source>Favourites have a star and a filter of their own</source>
        <translation>收藏的视频带星标，可单独筛选</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>The name stands in the list; the file keeps its own</source>
        <translation>名称显示在列表中，文件名不变</translation>
    </message>
    <message>
        <source>Tags</source>
        <translation>标签</translation>
    </message>
    <message>
        <source>Tags are found by the search and have a filter of their own</source>
        <translation>标签可以搜索，也可以筛选</translation>
    </message>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
    <message numerus="yes">
        <source>Save %n videos to a folder…</source>
        <translation>
            <numerusform>把 %n 个视频保存到文件夹…</numerusform>
        </translation>
    </message>
    <message>
        <source>Release</source>
        <translation>恢复发送</translation>
    </message>
    <message>
        <source>To folder</source>
        <translation>存到文件夹</translation>
    </message>
    <message>
        <source>No video is chosen.</source>
        <translation>没有选中视频。</translation>
    </message>
    <message>
        <source>This is for one video at a time.</source>
        <translation>一次只能对一个视频这样做。</translation>
    </message>
    <message>
        <source>The video file isn&apos;t in its place any more.</source>
        <translation>视频文件已不在原来的位置。</translation>
    </message>
    <message>
        <source>There is no video yet.</source>
        <translation>还没有视频。</translation>
    </message>
    <message>
        <source>Not for a video in this state: {state}</source>
        <translation>视频处于这个状态时不能这样做：{state}</translation>
    </message>
    <message>
        <source>What became of its first order is not known: it stays what it is.</source>
        <translation>上一次下单的结果还不清楚，所以不能修改。</translation>
    </message>
    <message numerus="yes">
        <source>Remove %n videos…</source>
        <translation>
            <numerusform>移除 %n 个视频…</numerusform>
        </translation>
    </message>
    <message>
        <source>Open with another player</source>
        <translation>用其他播放器打开</translation>
    </message>
    <message>
        <source>Remove from favourites</source>
        <translation>取消收藏</translation>
    </message>
    <message>
        <source>Add to favourites</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>Copy the prompt</source>
        <translation>复制提示词</translation>
    </message>
    <message>
        <source>Copy the service&apos;s task id</source>
        <translation>复制任务 ID</translation>
    </message>
    <message>
        <source>Reuse these settings</source>
        <translation>复用这些设置</translation>
    </message>
    <message>
        <source>Remove…</source>
        <translation>移除…</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>Yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>MMMM</source>
        <comment>a month of this year, as in November</comment>
        <translation>M月</translation>
    </message>
    <message>
        <source>MMMM yyyy</source>
        <comment>a month of another year, as in November 2025</comment>
        <translation>yyyy年M月</translation>
    </message>
    <message>
        <source>Newest first</source>
        <translation>最新在前</translation>
    </message>
    <message>
        <source>By name</source>
        <translation>按名称</translation>
    </message>
    <message>
        <source>By model</source>
        <translation>按模型</translation>
    </message>
    <message>
        <source>Longest first</source>
        <translation>最长在前</translation>
    </message>
    <message>
        <source>With or without</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Text only</source>
        <translation>仅文字</translation>
    </message>
    <message>
        <source>Pictures</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>First or last frame</source>
        <translation>首帧或尾帧</translation>
    </message>
    <message>
        <source>Clips</source>
        <translation>视频片段</translation>
    </message>
    <message>
        <source>Sounds</source>
        <translation>音频</translation>
    </message>
    <message>
        <source>Not filed yet</source>
        <translation>未归类</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>In progress</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>Saved</source>
        <translation>已保存</translation>
    </message>
    <message>
        <source>Needs a look</source>
        <translation>待处理</translation>
    </message>
    <message>
        <source>Any time</source>
        <translation>全部时间</translation>
    </message>
    <message>
        <source>Last 7 days</source>
        <translation>最近 7 天</translation>
    </message>
    <message>
        <source>Last 30 days</source>
        <translation>最近 30 天</translation>
    </message>
    <message>
        <source>Older than 30 days</source>
        <translation>30 天以前</translation>
    </message>
    <message>
        <source>Ordered</source>
        <translation>已提交</translation>
    </message>
    <message>
        <source>Kept, not sent</source>
        <translation>已保留，未发送</translation>
    </message>
    <message>
        <source>Taken by the service</source>
        <translation>服务已受理</translation>
    </message>
    <message>
        <source>for {time}</source>
        <translation>等了 {time}</translation>
    </message>
    <message>
        <source>Made</source>
        <translation>已生成</translation>
    </message>
    <message>
        <source>Saved on this computer</source>
        <translation>已保存到本机</translation>
    </message>
    <message>
        <source>The service could not make this video, and says no reason.</source>
        <translation>服务没能制作这个视频，也没有说明原因。</translation>
    </message>
    <message>
        <source>Perhaps it was ordered with another token: a token sees the videos of its own account only.</source>
        <translation>它可能是用另一个令牌提交的：令牌只能看到自己账户里的视频。</translation>
    </message>
    <message>
        <source>The order had been taken, so it may have been charged.</source>
        <translation>服务当时接受了这个任务，因此可能已经扣费。</translation>
    </message>
    <message>
        <source>When it was ordered the balance fell by {coins} {unit}. It has risen by as much since, so they seem to have been given back.</source>
        <translation>提交时余额减少了 {coins} {unit}，之后又增加了同样的数目，看起来已经退还。</translation>
    </message>
    <message>
        <source>When it was ordered the balance fell by {coins} {unit}. Whether they are given back is not known yet.</source>
        <translation>提交时余额减少了 {coins} {unit}，是否会退还尚不清楚。</translation>
    </message>
    <message>
        <source>For {time} so far.</source>
        <translation>已用 {time}。</translation>
    </message>
    <message>
        <source>Usually about {time} here.</source>
        <translation>这里通常约 {time}。</translation>
    </message>
    <message>
        <source>To try again, reuse its settings, change the prompt or the references, and press Create: that is a new order.</source>
        <translation>想再试一次，请复用这些设置，修改提示词或参考素材，然后点击“创建视频”。这会是一个新任务。</translation>
    </message>
    <message>
        <source>With the real service you would now top up on its website.</source>
        <translation>使用真实服务时，现在应到它的网站充值。</translation>
    </message>
    <message>
        <source>Top up on the service&apos;s website, then send it again.</source>
        <translation>请到服务的网站充值，然后重新发送。</translation>
    </message>
    <message>
        <source>Reuse its settings, change what the service objects to and create it again, or send it again as it is.</source>
        <translation>可以复用这些设置，修改服务指出的问题后重新创建，也可以原样重新发送。</translation>
    </message>
    <message>
        <source>Check again</source>
        <translation>再检查一次</translation>
    </message>
    <message numerus="yes">
        <source>The service keeps it for %n days after it was made: until about {moment}.</source>
        <translation>
            <numerusform>服务会在完成后保留 %n 天，大约到 {moment} 为止。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is watched by the id that you entered, {id}.</source>
        <translation>按你填写的 ID {id} 跟踪。</translation>
    </message>
    <message>
        <source>Uploading {n} %</source>
        <translation>上传中 {n}%</translation>
    </message>
    <message>
        <source>Processing {n} %</source>
        <translation>生成中 {n}%</translation>
    </message>
    <message>
        <source>Saving {n} %</source>
        <translation>保存中 {n}%</translation>
    </message>
    <message>
        <source>Held</source>
        <translation>已暂缓</translation>
    </message>
    <message>
        <source>Not confirmed, left</source>
        <translation>未确认，暂不处理</translation>
    </message>
    <message>
        <source>Id not found</source>
        <translation>查无此 ID</translation>
    </message>
    <message>
        <source>Completed, not saved yet</source>
        <translation>已完成，尚未保存</translation>
    </message>
    <message>
        <source>Waiting to send</source>
        <translation>等待发送</translation>
    </message>
    <message>
        <source>Uploading references</source>
        <translation>正在上传素材</translation>
    </message>
    <message>
        <source>Sending</source>
        <translation>正在发送</translation>
    </message>
    <message>
        <source>Not confirmed</source>
        <translation>未确认</translation>
    </message>
    <message>
        <source>Not accepted, not charged</source>
        <translation>未受理，未扣费</translation>
    </message>
    <message>
        <source>Cancelled, not charged</source>
        <translation>已取消，未扣费</translation>
    </message>
    <message>
        <source>Queued</source>
        <translation>排队中</translation>
    </message>
    <message>
        <source>Processing</source>
        <translation>生成中</translation>
    </message>
    <message>
        <source>No longer watched</source>
        <translation>已停止跟进</translation>
    </message>
    <message>
        <source>Completed, saving</source>
        <translation>已完成，正在保存</translation>
    </message>
    <message>
        <source>Failed</source>
        <translation>失败</translation>
    </message>
    <message>
        <source>Link expired</source>
        <translation>链接已过期</translation>
    </message>
    <message>
        <source>Next to be sent</source>
        <translation>下一个发送</translation>
    </message>
    <message>
        <source>No. {n} to be sent</source>
        <translation>第 {n} 个发送</translation>
    </message>
    <message>
        <source>{state} for {time}</source>
        <translation>{state} {time}</translation>
    </message>
    <message>
        <source>{number} of {count}</source>
        <translation>{number}/{count}</translation>
    </message>
    <message>
        <source>{n} s</source>
        <translation>{n} 秒</translation>
    </message>
    <message>
        <source>Today {time}</source>
        <translation>今天 {time}</translation>
    </message>
    <message>
        <source>In favourites</source>
        <translation>已收藏</translation>
    </message>
    <message>
        <source>Nothing is charged yet.</source>
        <translation>尚未扣费。</translation>
    </message>
    <message>
        <source>What became of the order before that is not known: it may have been charged.</source>
        <translation>之前那次下单的结果还不清楚，可能已经扣费。</translation>
    </message>
    <message>
        <source>It is not sent until you release it.</source>
        <translation>恢复之前不会发送。</translation>
    </message>
    <message>
        <source>d MMM</source>
        <comment>a day of the year, as in 5 Nov</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>MMM d</source>
        <comment>a day of the year, as in Nov 5</comment>
        <translation>M月d日</translation>
    </message>
    <message>
        <source>Favourite</source>
        <translation>收藏</translation>
    </message>
    <message>
        <source>It is sent again as soon as the service can be reached. What became of the order before that is still not known: it may have been charged.</source>
        <translation>一旦能连上服务就会重新发送。之前那次的结果仍然不明，可能已经扣费。</translation>
    </message>
    <message>
        <source>On its way since {time}. The program waits for the service&apos;s answer, which can take a minute or two. It is sent only once.</source>
        <translation>{time} 开始发送，正在等待服务回复，可能需要一两分钟。只会发送一次。</translation>
    </message>
    <message>
        <source>It is sent as soon as the service can be reached. Nothing is charged yet.</source>
        <translation>一连上服务就会发送。目前没有扣费。</translation>
    </message>
    <message>
        <source>The video is ordered when its files are up. Nothing is charged yet.</source>
        <translation>文件上传完就会提交。目前没有扣费。</translation>
    </message>
    <message>
        <source>It is not known whether the service took this order. It may have been charged. It is not sent again by itself.</source>
        <translation>不确定服务是否接受了这个任务，可能已经扣费。软件不会自动重发。</translation>
    </message>
    <message>
        <source>The service did not accept the order. Nothing was charged.</source>
        <translation>服务没有接受这个任务。没有扣费。</translation>
    </message>
    <message>
        <source>You stopped it before it was sent. Nothing was charged.</source>
        <translation>你在发送前停止了它。没有扣费。</translation>
    </message>
    <message>
        <source>This program no longer asks about it. The service may still make it and charge for it.</source>
        <translation>软件不再查询它的进度。服务可能仍会生成并扣费。</translation>
    </message>
    <message>
        <source>The service has made it. It is now being saved on this computer.</source>
        <translation>视频已生成，正在保存到这台电脑。</translation>
    </message>
    <message>
        <source>The service could not make this video.</source>
        <translation>服务没能生成这个视频。</translation>
    </message>
    <message>
        <source>The service keeps a video for 3 days, and this one was not fetched in time.</source>
        <translation>服务只保留视频 3 天，这个没来得及下载。</translation>
    </message>
    <message>
        <source>The service says: {reason}</source>
        <translation>服务的说明：{reason}</translation>
    </message>
    <message>
        <source>pretend coins</source>
        <translation>模拟币</translation>
    </message>
    <message>
        <source>{n} min</source>
        <translation>{n} 分钟</translation>
    </message>
    <message>
        <source>{n} h</source>
        <translation>{n} 小时</translation>
    </message>
    <message>
        <source>Read it again</source>
        <translation>重新查询</translation>
    </message>
    <message>
        <source>The connection broke at {time}, while the order was on its way. The service may have taken it, or not: no answer came back.</source>
        <translation>{time} 发送任务时连接中断，没有收到回复。服务可能接受了任务，也可能没有。</translation>
    </message>
    <message>
        <source>The program ended before the service had answered the order of {time}. The service may have taken it, or not.</source>
        <translation>{time} 发送任务后，服务还没有回复，软件就退出了。服务可能接受了任务，也可能没有。</translation>
    </message>
    <message>
        <source>The service answered the order of {time}, but not whether it took it. It may have taken it, or not.</source>
        <translation>服务回复了 {time} 发送的任务，但没有说明是否接受。它可能接受了任务，也可能没有。</translation>
    </message>
    <message>
        <source>coins</source>
        <translation>金币</translation>
    </message>
    <message>
        <source>{before} {unit} before it was sent</source>
        <translation>发送前 {before} {unit}</translation>
    </message>
    <message>
        <source>{after} {unit} now</source>
        <translation>现在 {after} {unit}</translation>
    </message>
    <message>
        <source>{before} → {after} {unit}: {n} fewer</source>
        <translation>{before} → {after} {unit}：少了 {n}</translation>
    </message>
    <message>
        <source>{before} → {after} {unit}: unchanged</source>
        <translation>{before} → {after} {unit}：没有变化</translation>
    </message>
    <message>
        <source>{before} → {after} {unit}: {n} more</source>
        <translation>{before} → {after} {unit}：多了 {n}</translation>
    </message>
    <message>
        <source>The balance is asked for until the service tells it.</source>
        <translation>正在向服务查询余额，查到为止。</translation>
    </message>
    <message>
        <source>This suggests that at least one of the orders was taken and charged.</source>
        <translation>看起来至少有一次已被接受并扣费。</translation>
    </message>
    <message>
        <source>This suggests that none of the orders was charged.</source>
        <translation>看起来几次都没有扣费。</translation>
    </message>
    <message>
        <source>This suggests that the order was taken and charged.</source>
        <translation>看起来任务已被接受并扣费。</translation>
    </message>
    <message>
        <source>This suggests that nothing was charged.</source>
        <translation>看起来没有扣费。</translation>
    </message>
    <message>
        <source>The balance before it was sent had not been read, so this can&apos;t tell whether it was charged.</source>
        <translation>发送前没有读取过余额，所以无法据此判断是否扣费。</translation>
    </message>
    <message>
        <source>A token was entered in between. If it belongs to another account, the two numbers have nothing to do with each other.</source>
        <translation>其间重新填写过令牌。如果它属于另一个账户，这两个数字就没有关系。</translation>
    </message>
    <message>
        <source>It is no proof: other programs that use the same account count as well.</source>
        <translation>但这不能算证据：使用同一账户的其他软件也会扣费。</translation>
    </message>
    <message numerus="yes">
        <source>It was sent %n times, the last time at {time}, and no answer confirmed it. The service may have taken any of these orders, or none.</source>
        <translation>
            <numerusform>一共发送了 %n 次，最后一次在 {time}，都没有得到确认。服务可能接受了其中任意几次，也可能一次都没有。</numerusform>
        </translation>
    </message>
    <message>
        <source>It is no proof: it may still be charged later.</source>
        <translation>但这不能算证据：也可能稍后才扣费。</translation>
    </message>
    <message>
        <source>Coins were added or given back in between, so this can&apos;t tell whether it was charged.</source>
        <translation>其间账户有充值或退款，所以无法据此判断是否扣费。</translation>
    </message>
    <message>
        <source>Other videos of this program were ordered or under way in between, so this can&apos;t tell whether this one was charged.</source>
        <translation>其间本软件还有其他视频下单或正在制作，所以无法据此判断这个视频是否扣费。</translation>
    </message>
    <message>
        <source>Read at {time}.</source>
        <translation>读取时间：{time}。</translation>
    </message>
    <message>
        <source>Read at {before} and at {after}.</source>
        <translation>读取时间：{before} 和 {after}。</translation>
    </message>
    <message>
        <source>Now {coins} {unit}, read at {time}.</source>
        <translation>现在 {coins} {unit}（{time} 读取）。</translation>
    </message>
    <message>
        <source>Now {coins} {unit}, read at {time}; other orders were made since.</source>
        <translation>现在 {coins} {unit}（{time} 读取）；此后还有其他订单。</translation>
    </message>
    <message>
        <source>With the real service you would now look on its website for a video with this prompt, made at {time}, and could enter its id here. While you practise there is none: go by the coins.</source>
        <translation>使用真实服务时，现在应该到它的网站查找 {time} 用这段提示词创建的视频，找到后在这里填写任务 ID。练习模式没有网站，请看模拟币的变化。</translation>
    </message>
    <message>
        <source>Look on the service&apos;s website, among your videos or tasks there, for one with this prompt, made at {time}. If it is there, copy its id.</source>
        <translation>打开服务的网站，在你的视频或任务里查找 {time} 用这段提示词创建的那一个。如果有，请复制它的 ID。</translation>
    </message>
    <message>
        <source>Look in the service&apos;s console, among your videos or tasks there, for one with this prompt, made at {time}. If it is there, copy its id.</source>
        <translation>打开服务的控制台，在你的视频或任务里查找 {time} 用这段提示词创建的那一个。如果有，请复制它的 ID。</translation>
    </message>
    <message>
        <source>Opens {address} in your browser.</source>
        <translation>在浏览器中打开 {address}</translation>
    </message>
    <message>
        <source>Open the service&apos;s website</source>
        <translation>打开服务的网站</translation>
    </message>
    <message>
        <source>It is watched and saved here like every other video. This orders nothing and costs nothing.</source>
        <translation>像其他视频一样跟踪并保存到这里。不会下单，也不会扣费。</translation>
    </message>
    <message>
        <source>It is ordered anew. If the service did take the first order, you pay twice.</source>
        <translation>重新下单。如果服务其实已经接受了第一次的任务，就会付两次费。</translation>
    </message>
    <message>
        <source>Nothing is sent. It stays in your list, and you can still decide at any time.</source>
        <translation>什么都不发送。它留在列表里，随时可以再决定。</translation>
    </message>
    <message>
        <source>{time} on {day}</source>
        <translation>{day} {time}</translation>
    </message>
    <message numerus="yes">
        <source>%n in progress</source>
        <translation>
            <numerusform>%n 个进行中</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not confirmed</source>
        <translation>
            <numerusform>%n 个未确认</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n failed</source>
        <translation>
            <numerusform>%n 个失败</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n not accepted</source>
        <translation>
            <numerusform>%n 个未受理</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n expired</source>
        <translation>
            <numerusform>%n 个链接已过期</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n ready</source>
        <translation>
            <numerusform>%n 个已完成</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos have ended</source>
        <translation>
            <numerusform>%n 个视频已结束</numerusform>
        </translation>
    </message>
    <message>
        <source>The videos before this one are not here any more.</source>
        <translation>它前面的视频已经不在了。</translation>
    </message>
    <message numerus="yes">
        <source>%n videos are being joined…</source>
        <translation>
            <numerusform>正在合并 %n 个视频…</numerusform>
        </translation>
    </message>
    <message numerus="yes">
        <source>%n videos joined</source>
        <translation>
            <numerusform>%n 个视频的合并</numerusform>
        </translation>
    </message>
    <message>
        <source>Joined in the order they were made: {videos}</source>
        <translation>按生成顺序合并：{videos}</translation>
    </message>
    <message>
        <source>joined</source>
        <translation>合并</translation>
    </message>
    <message>
        <source>These videos can&apos;t be joined: one of them can&apos;t be read.</source>
        <translation>无法合并：其中有视频读取不了。</translation>
    </message>
    <message>
        <source>It could not be saved there: {reason}</source>
        <translation>没能保存到那里：{reason}</translation>
    </message>
    <message>
        <source>Saved as {name}</source>
        <translation>已另存为 {name}</translation>
    </message>
    <message>
        <source>Play</source>
        <translation>播放</translation>
    </message>
    <message>
        <source>Folder for the timeline and its videos</source>
        <translation>存放时间线和视频的文件夹</translation>
    </message>
    <message numerus="yes">
        <source>Writing a timeline of %n videos…</source>
        <translation>
            <numerusform>正在写入 %n 个视频的时间线…</numerusform>
        </translation>
    </message>
    <message>
        <source>There is no timeline of these: one of the videos can&apos;t be read.</source>
        <translation>无法生成时间线：其中一个视频无法读取。</translation>
    </message>
    <message>
        <source>The timeline is in the folder {name}.</source>
        <translation>时间线已保存到文件夹“{name}”。</translation>
    </message>
    <message>
        <source>Too late: it has been sent.</source>
        <translation>来不及了，订单已经发送。</translation>
    </message>
</context>
</TS>
