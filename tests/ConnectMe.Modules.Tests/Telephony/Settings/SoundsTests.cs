using System.Net;
using ConnectMe.Kernel;
using ConnectMe.Media.Audio;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Identity;
using ConnectMe.Modules.Tests.Queues;
using ConnectMe.Queues.Keeping;
using ConnectMe.Telephony.Contracts;
using ConnectMe.Telephony.Domain;
using ConnectMe.Telephony.SoundLibrary;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Telephony.Settings;

/// <summary>Prompts and music of the company, as an administrator adds them.</summary>
public sealed class SoundsTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    const int Rate = 16000;

    readonly Administrator _anna = new(host);

    ICompanySounds Sounds => host.Services.GetRequiredService<ICompanySounds>();

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    [Fact]
    [Spec("A8-01")]
    public async Task A_prompt_is_sent_levelled_heard_replaced_and_removed()
    {
        byte[] file = [.. Wav(seconds: 2, amplitude: 300), .. "LIST\u0004\0\0\0evil"u8];
        var id = await Add(_anna, "Zachte stem", SoundKind.Announcement, file);

        var row = (await _anna.Open("/admin/sounds")).Text($"#sound-{id}");
        Assert.Contains("Zachte stem", row, StringComparison.Ordinal);
        Assert.Contains("Nederlands", row, StringComparison.Ordinal);
        Assert.Contains("Nog nergens", row, StringComparison.Ordinal);
        Assert.Contains("0:02", row, StringComparison.Ordinal);
        var heard = await _anna.Open($"/admin/sounds/{id}/sound.ogg");
        Assert.StartsWith("OggS", heard.Body, StringComparison.Ordinal);
        Assert.DoesNotContain("evil", heard.Body, StringComparison.Ordinal); // nothing of the file is kept but what is heard
        var sound = await Sounds.Read(Garage.Id, id, Ct);
        Assert.Equal(2, sound!.Length.TotalSeconds, 0.05);
        Assert.InRange(PeakOf(sound), 3000, 6000); // as a tone of -20 dB has, from one of -40
        Assert.Same(sound, await Sounds.Read(Garage.Id, id, Ct));

        Assert.True((int)(await Send($"/admin/sounds/{id}", Wav(3), ("Input.Name", "Zachte stem"), ("Input.Language", "en"))).Status < 400);
        var changed = (await Sounds.Of(Garage.Id, Ct)).Single(one => one.Id == id);
        Assert.Equal(("en", 3), (changed.Language, changed.Length.TotalSeconds));
        Assert.Equal(3, (await Sounds.Read(Garage.Id, id, Ct))!.Length.TotalSeconds, 0.05);
        await using (var query = host.Services.GetRequiredService<IDocumentStore>().QueryFor(Garage.Id))
        {
            var contents = (await _anna.Configuration()).Sounds.Select(one => one.ContentId).ToHashSet();
            Assert.All(
                await query.Query<SoundContent>().Select(content => content.Id).ToListAsync(Ct),
                kept => Assert.Contains(kept, contents)
            );
        }

        await _anna.Do($"/admin/sounds/{id}", ("Input.Name", "Rustige stem"), ("Input.Language", ""));
        Assert.Equal(
            ("Rustige stem", null),
            (await Sounds.Of(Garage.Id, Ct)).Where(one => one.Id == id).Select(one => (one.Name, one.Language)).Single()
        );

        await _anna.Do($"/admin/sounds/{id}/remove");
        Assert.Null(await Sounds.Read(Garage.Id, id, Ct));
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/sounds/{id}")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await _anna.Open($"/admin/sounds/{id}/sound.ogg")).Status);
    }

    [Fact]
    [Spec("A8-02")]
    public async Task A_bad_file_is_refused_with_the_reason_and_nothing_is_kept()
    {
        var before = (await Sounds.Of(Garage.Id, Ct)).Count;
        await Refused([], "Kies een bestand");
        await Refused("%PDF-1.7 and so on"u8.ToArray(), "geen WAV-, MP3- of Ogg-bestand");
        await Refused("ID3 and so on"u8.ToArray(), "beschadigd");
        await Refused(Wav(2)[..40], "beschadigd");
        await Refused(Wav(121), "langer dan 120 seconden");
        await Refused(Wav(301), "langer dan 300 seconden", SoundKind.Music);
        await Refused(new byte[CompanySound.MostBytes + 1], "groter dan 10 MB");
        await Refused(WavWriter.Write(new short[2 * Rate], Rate), "niets te horen");
        await Refused(Wav(2), "Geef het een naam", name: " ");
        await Refused(Wav(2), "60", name: new string('x', 61));
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await Send("/admin/sounds/new", Wav(2), ("Input.Name", "x"), ("Input.Kind", "9"))).Status
        );
        Assert.Equal(
            HttpStatusCode.UnprocessableEntity,
            (await Send("/admin/sounds/new", Wav(2), ("Input.Name", "x"), ("Input.Kind", "Music"), ("Input.Language", "tlh"))).Status
        );
        Assert.Equal(before, (await Sounds.Of(Garage.Id, Ct)).Count);

        async Task Refused(byte[] file, string why, SoundKind kind = SoundKind.Announcement, string name = "Fout")
        {
            var answer = await Send("/admin/sounds/new", file, ("Input.Name", name), ("Input.Kind", $"{kind}"), ("Input.Language", "nl"));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
            Assert.Contains(
                answer.Document.QuerySelectorAll(".err:not([hidden])"),
                err => err.TextContent.Contains(why, StringComparison.Ordinal)
            );
        }
    }

    [Fact]
    [Spec("A8-01", "A7-03", "M6.4.2-03")]
    public async Task Music_is_chosen_for_the_company_and_for_a_queue_and_what_is_removed_gives_way_to_what_is_shipped()
    {
        var music = await Add(_anna, "Piano", SoundKind.Music);
        var other = await Add(_anna, "Gitaar", SoundKind.Music);
        var welcome = await Add(_anna, "Fijn dat u belt", SoundKind.Announcement);
        var held = host.Services.GetRequiredService<HeldMusic>();
        Assert.Same(HoldMusic.Sound, held.Of(Garage.Id, own: null));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _anna.Post("/admin/sounds", ("Input.Music", $"{welcome}"))).Status);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await _anna.Post("/admin/sounds", ("Input.Music", $"{Guid.NewGuid()}"))).Status);

        await _anna.Do("/admin/sounds", ("Input.Music", $"{music}"));
        await _anna.Do(
            "/admin/queues/new",
            QueueSettingsTests.Fields(
                "Balie",
                "591",
                ("Input.Greets", "true"),
                ("Input.Greeting", $"{welcome}"),
                ("Input.Music", $"{other}")
            )
        );

        // It was read when it was chosen: nobody hears anything else, however soon they are held.
        Assert.Same(await Sounds.Read(Garage.Id, music, Ct), held.Of(Garage.Id, own: null));
        Assert.Same(await Sounds.Read(Garage.Id, other, Ct), held.Of(Garage.Id, other));
        var queue = (await host.Services.GetRequiredService<QueuesInMemory>().Of(Garage.Id, Ct)).Queues.All.Single(one =>
            one.Name == "Balie"
        );
        Assert.Equal((welcome, other), (queue.GreetingId, queue.MusicId));
        Assert.Equal(
            other,
            (await host.Services.GetRequiredService<ICallQueues>().Of(Garage.Id, Ct)).Single(one => one.Id == queue.Id).Music
        );
        var page = await _anna.Open("/admin/sounds");
        Assert.Contains("Wachtmuziek", page.Text($"#sound-{music}"), StringComparison.Ordinal);
        Assert.Contains("Balie", page.Text($"#sound-{other}"), StringComparison.Ordinal);
        Assert.Contains("Balie", page.Text($"#sound-{welcome}"), StringComparison.Ordinal);

        await _anna.Do($"/admin/sounds/{other}/remove");
        Assert.Same(await Sounds.Read(Garage.Id, music, Ct), held.Of(Garage.Id, other));
        await _anna.Do($"/admin/sounds/{music}/remove");
        Assert.Same(HoldMusic.Sound, held.Of(Garage.Id, own: null));
    }

    [Fact]
    public async Task Only_administrators_of_the_company_come_here()
    {
        var id = await Add(_anna, "Van de garage", SoundKind.Announcement);
        var bram = new Administrator(host, "bram");
        foreach (
            var page in new[]
            {
                "/admin/sounds",
                "/admin/sounds/new",
                $"/admin/sounds/{id}",
                $"/admin/sounds/{id}/sound.ogg",
                "/admin/sounds/shipped.ogg",
            }
        )
        {
            Assert.Equal(HttpStatusCode.Forbidden, (await bram.Open(page)).Status);
        }

        Assert.Equal(HttpStatusCode.Forbidden, (await bram.Post($"/admin/sounds/{id}/remove")).Status);
        Assert.Null(await Sounds.Read(OtherCompany.Id, id, Ct));
    }

    /// <returns>Its id.</returns>
    internal static async Task<Guid> Add(Administrator anna, string name, SoundKind kind, byte[]? file = null)
    {
        var language = kind is SoundKind.Music ? "" : "nl";
        var answer = await anna.Send(
            "/admin/sounds/new",
            "sound.wav",
            file ?? Wav(2),
            "Input.File",
            ("Input.Name", name),
            ("Input.Kind", $"{kind}"),
            ("Input.Language", language)
        );
        Assert.True((int)answer.Status < 400, answer.Body);
        return (await anna.Configuration()).Sounds.Single(sound => sound.Name == name).Id;
    }

    Task<Answer> Send(string url, byte[] file, params (string, string)[] fields) =>
        _anna.Send(url, "sound.wav", file, "Input.File", fields);

    static byte[] Wav(int seconds, int amplitude = 8000) =>
        WavWriter.Write(
            [.. Enumerable.Range(0, seconds * Rate).Select(i => (short)(amplitude * Math.Sin(i * 2 * Math.PI * 440 / Rate)))],
            Rate
        );

    static int PeakOf(Sound sound)
    {
        var peak = 0;
        foreach (var sample in sound.Samples.Span)
        {
            peak = Math.Max(peak, Math.Abs((int)sample));
        }

        return peak;
    }
}
