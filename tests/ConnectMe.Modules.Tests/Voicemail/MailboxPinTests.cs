using System.Net;
using ConnectMe.Modules.Tests.Fixtures;
using ConnectMe.Modules.Tests.Recordings;
using ConnectMe.Modules.Tests.Telephony.Settings;
using ConnectMe.Voicemail.Domain;
using ConnectMe.Voicemail.Keeping;
using Marten;
using Microsoft.Extensions.DependencyInjection;

namespace ConnectMe.Modules.Tests.Voicemail;

/// <summary>The PIN for listening by phone: which there can be, who sets it, and what guessing costs.</summary>
public sealed class MailboxPinTests(ConnectMeHost host) : IClassFixture<ConnectMeHost>
{
    static readonly DateTimeOffset Noon = new(2026, 11, 29, 12, 0, 0, TimeSpan.Zero);

    static CancellationToken Ct => TestContext.Current.CancellationToken;

    MailboxPins Pins => host.Services.GetRequiredService<MailboxPins>();

    [Theory]
    [InlineData(null, "PinDigits")]
    [InlineData("", "PinDigits")]
    [InlineData("48151", "PinDigits")]
    [InlineData("48151623420", "PinDigits")]
    [InlineData("48151a", "PinDigits")]
    [InlineData("٤٨١٥١٦", "PinDigits")]
    [InlineData("000000", "PinRun")]
    [InlineData("123456", "PinRun")]
    [InlineData("9876543", "PinRun")]
    [InlineData("567890", "PinRun")]
    [InlineData("481516", null)]
    [InlineData("1234568901", null)]
    [Spec("M14.3-01")]
    public void A_PIN_has_six_to_ten_digits_and_is_no_run(string? pin, string? why) => Assert.Equal(why, MailboxPin.WhyNot(pin));

    [Fact]
    public void Five_wrong_ones_in_a_row_lock_it_for_a_quarter_of_an_hour()
    {
        var pin = new MailboxPin(Guid.NewGuid(), "");
        var missed = Enumerable.Range(0, 4).Aggregate(pin, (one, _) => one.Missed(Noon));
        Assert.False(missed.IsLockedAt(Noon));
        Assert.False(missed.Hit().Missed(Noon).IsLockedAt(Noon));

        var locked = missed.Missed(Noon);

        Assert.True(locked.IsLockedAt(Noon.AddMinutes(14)));
        Assert.False(locked.IsLockedAt(Noon.AddMinutes(15)));
        Assert.False(locked.Missed(Noon.AddMinutes(15)).IsLockedAt(Noon.AddMinutes(15))); // five more
    }

    [Fact]
    [Spec("M14.3-01")]
    public async Task Who_has_none_makes_one_on_the_page_Security_and_puts_another_in_its_place()
    {
        var (sanne, id) = (new Administrator(host, "sanne"), Recorder.Person("203"));
        Assert.Equal("Pincode maken", (await sanne.Open("/settings/security")).Text("#change-pin"));
        Assert.Equal("Pincode maken", (await sanne.Open("/settings/voicemail")).Text("#change-pin"));
        Assert.Equal(PinCheck.NoPin, await Pins.Check(Recorder.Company, id, "481516", Ct));

        var saved = await sanne.Do("/settings/voicemail/pin", ("Input.Pin", "481516"), ("Input.Again", "481516"));

        Assert.Contains("opgeslagen", saved.Text("[role=status]"), StringComparison.Ordinal);
        Assert.DoesNotContain("481516", saved.Body, StringComparison.Ordinal);
        Assert.Equal(PinCheck.Ok, await Pins.Check(Recorder.Company, id, "481516", Ct));
        Assert.Equal(PinCheck.Wrong, await Pins.Check(Recorder.Company, id, "481517", Ct));
        await using (var query = host.Services.GetRequiredService<IDocumentStore>().QuerySession(Recorder.Company.ToString()))
        {
            Assert.DoesNotContain("481516", (await query.LoadAsync<MailboxPin>(id.Value, Ct))!.Hash, StringComparison.Ordinal);
        }

        var leads = (await sanne.Open("/settings/security")).Document.QuerySelector("#change-pin")!;
        Assert.Equal(("Pincode wijzigen", "/settings/voicemail/pin"), (leads.TextContent, leads.GetAttribute("href")));
        await sanne.Do("/settings/voicemail/pin", ("Input.Pin", "2718281"), ("Input.Again", "2718281"));
        Assert.Equal(PinCheck.Wrong, await Pins.Check(Recorder.Company, id, "481516", Ct));
        Assert.Equal(PinCheck.Ok, await Pins.Check(Recorder.Company, id, "2718281", Ct));
    }

    [Fact]
    public async Task Guesses_in_many_calls_at_once_have_no_more_tries_and_a_new_PIN_unlocks()
    {
        var id = Recorder.Person("204");
        await Pins.Set(Recorder.Company, id, "481516", Ct);

        var guesses = await Task.WhenAll(Enumerable.Range(0, 8).Select(n => Pins.Check(Recorder.Company, id, $"99{n}123", Ct)));

        Assert.Equal(4, guesses.Count(guess => guess is PinCheck.Wrong));
        Assert.Equal(4, guesses.Count(guess => guess is PinCheck.Locked));
        Assert.Equal(PinCheck.Locked, await Pins.Check(Recorder.Company, id, "481516", Ct));
        await Pins.Set(Recorder.Company, id, "314159", Ct);
        Assert.Equal(PinCheck.Ok, await Pins.Check(Recorder.Company, id, "314159", Ct));
    }

    [Theory]
    [InlineData("48151", "48151", "Input_Pin", "6 tot 10 cijfers")]
    [InlineData("123456", "123456", "Input_Pin", "geen reeks is")]
    [InlineData("481516", "481517", "Input_Again", "een andere code")]
    [InlineData("", "", "Input_Pin", "6 tot 10 cijfers")]
    public async Task What_cannot_be_is_refused_beside_its_field(string pin, string again, string field, string refusal)
    {
        var answer = await new Administrator(host, "noor").Post("/settings/voicemail/pin", ("Input.Pin", pin), ("Input.Again", again));

        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.Status);
        Assert.Contains(refusal, answer.Text($"#{field}-e"), StringComparison.Ordinal);
        Assert.Equal(PinCheck.NoPin, await Pins.Check(Recorder.Company, Recorder.Person("206"), pin, Ct));
    }
}
