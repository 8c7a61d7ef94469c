using ConnectMe.Calls;
using ConnectMe.EndToEnd.Tests;

// The Host to measure: argument, or CONNECTME_HOST, or what is published here.
if (args is [var folder])
{
    Environment.SetEnvironmentVariable("CONNECTME_HOST", folder);
}

var host = new PublishedHost();
var browsers = new Browsers();
try
{
    await host.InitializeAsync();
    await browsers.InitializeAsync();
    await FirstPage.Measure(host, browsers);
    await AnswerToFirstAudio.Measure(host, browsers, calls: 20);
    await ClickToEffect.Measure(host, browsers, times: 20);
}
finally
{
    await browsers.DisposeAsync();
    await host.DisposeAsync();
}
