using System.Net;
using System.Net.Http.Headers;
using ConnectMe.Identity.Demo;
using ConnectMe.Kernel;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Telephony.Features;
using ConnectMe.Telephony.Lines;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>What the browser needs to test its connection: words for all that can be found, and a line that is none of the phone's.</summary>
public sealed class ConnectionPageTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    [Theory]
    [InlineData("nl", "Test mijn verbinding")]
    [InlineData("en", "Test my connection")]
    public async Task It_has_words_for_whatever_is_found_and_for_what_is_wrong_also_what_to_do(string language, string start)
    {
        var page = await new Administrator(host, "bram").Open(
            "/settings/connection",
            ("Cookie", $"__Host-connectme-language=c%3D{language}%7Cuic%3D{language}")
        );

        Assert.Equal(start, page.Text("#test-start"));
        Assert.Equal(
            TestConnection.Steps.Select(step => step.Name),
            page.Document.QuerySelectorAll("[data-step]").Select(step => step.GetAttribute("data-step"))
        );
        Assert.All(
            TestConnection.Steps.SelectMany(step => step.Outcomes.Select(outcome => $"word-{step.Name}-{outcome}")),
            id =>
            {
                var word = page.Document.GetElementById(id)!;
                Assert.DoesNotContain("Test-", word.TextContent, StringComparison.Ordinal); // a text that is missing shows its key
                Assert.True(word.GetAttribute("data-state") != "bad" || word.GetAttribute("data-todo") != "", id);
            }
        );
    }

    [Fact]
    public async Task Its_line_is_answered_on_the_media_port_and_is_no_line_of_the_phone()
    {
        var bram = new Administrator(host, "bram");
        var registry = host.Services.GetRequiredService<LineRegistry>();
        var before = registry.InUse(new CompanyId(DemoCompany.Id));

        var answers = new List<string>();
        for (var test = 0; test < LineRegistry.MaxLinesPerUser + 2; test++) // each ends the one before
        {
            var answer = await Send(bram, HttpMethod.Post, Offer, "application/sdp");
            Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
            answers.Add(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        }

        Assert.All(
            answers,
            answer => Assert.Matches(@"a=candidate:1 1 udp .* typ host\r\na=candidate:2 1 tcp .* typ host tcptype passive\r\n", answer)
        );
        Assert.Equal(before, registry.InUse(new CompanyId(DemoCompany.Id)));
        Assert.Equal(HttpStatusCode.NoContent, (await Send(bram, HttpMethod.Delete, "", "text/plain")).StatusCode);
        Assert.Equal(HttpStatusCode.NoContent, (await Send(bram, HttpMethod.Delete, "", "text/plain")).StatusCode); // twice is once
    }

    [Theory]
    [InlineData(Offer, "text/plain", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("v=0\r\nnonsense", "application/sdp", HttpStatusCode.BadRequest)]
    public async Task What_is_no_offer_is_refused(string body, string type, HttpStatusCode status) =>
        Assert.Equal(status, (await Send(new Administrator(host, "bram"), HttpMethod.Post, body, type)).StatusCode);

    static async Task<HttpResponseMessage> Send(Administrator person, HttpMethod method, string body, string type)
    {
        var browser = await person.Browser();
        using var request = new HttpRequestMessage(method, "/settings/connection/line") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue(type);
        request.Headers.Add("RequestVerificationToken", await browser.FreshToken());
        return await browser.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }

    const string Offer =
        "v=0\r\no=- 1 2 IN IP4 127.0.0.1\r\ns=-\r\nt=0 0\r\na=group:BUNDLE 0\r\n"
        + "m=audio 9 UDP/TLS/RTP/SAVPF 0\r\nc=IN IP4 0.0.0.0\r\n"
        + "a=ice-ufrag:abcd\r\na=ice-pwd:abcdefghijklmnopqrstuvwx\r\n"
        + "a=fingerprint:sha-256 01:02:03:04:05:06:07:08:09:0A:0B:0C:0D:0E:0F:10:11:12:13:14:15:16:17:18:19:1A:1B:1C:1D:1E:1F:20\r\n"
        + "a=setup:actpass\r\na=mid:0\r\na=sendrecv\r\na=rtcp-mux\r\na=rtpmap:0 PCMU/8000\r\n";
}
