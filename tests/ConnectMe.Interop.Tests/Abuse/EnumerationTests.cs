using System.Globalization;
using System.Net;
using ConnectMe.Interop.Tests.Hosting;

namespace ConnectMe.Interop.Tests.Abuse;

/// <summary>Somebody who wants to know which accounts there are asks with wrong passwords and looks at what is answered, and when (promise A2).</summary>
[Trait("Pace", "alone")]
public sealed class EnumerationTests(ITestOutputHelper output) : IAsyncLifetime
{
    const int Accounts = 100;
    const int GuessesAtEach = 20;

    /// <summary>Of each address: at ten it is banned.</summary>
    const int GuessesFromEach = 8;

    /// <summary>One of a hundred rounds comes out below 0.01 although there is no difference; a difference makes all do.</summary>
    const int Rounds = 3;

    RunningPbx? _pbx;
    WebUser? _administrator;
    int _addresses;

    public async ValueTask InitializeAsync()
    {
        _pbx = await RunningPbx.Start();
        _administrator = await WebUser.SignIn(_pbx, "anna");
    }

    public async ValueTask DisposeAsync()
    {
        _administrator?.Dispose();
        if (_pbx is not null)
        {
            await _pbx.DisposeAsync();
        }
    }

    [Fact]
    [Spec("A2")]
    public async Task Known_and_unknown_accounts_get_the_same_answer_in_the_same_time()
    {
        var (p, difference) = (0.0, double.MaxValue);
        for (var round = 0; round < Rounds && !(p > 0.01 && difference < 2); round++)
        {
            (p, difference) = await Round();
            output.WriteLine(string.Create(CultureInfo.InvariantCulture, $"medians differ by {difference:F3} ms, p = {p:F3}"));
        }

        Assert.True(p > 0.01 && difference < 2, string.Create(CultureInfo.InvariantCulture, $"{difference} ms, p = {p}"));
    }

    async Task<(double P, double Milliseconds)> Round()
    {
        var known = new List<string>();
        for (var i = 0; i < Accounts; i++)
        {
            known.Add((await _administrator!.AddPhone(_pbx!, "205")).Name);
        }

        var random = new Random(1);
        var unknown = known.ConvertAll(name => OtherThan(name, random));
        var (times, answers) = ((Known: new List<double>(), Unknown: new List<double>()), new HashSet<string>());
        for (var pair = 0; pair < Accounts * GuessesAtEach; )
        {
            using var guesser = await Guesser.At(NextAddress(), new IPEndPoint(IPAddress.Loopback, _pbx!.SipPort));
            for (var i = 0; i < GuessesFromEach / 2; i++, pair++)
            {
                // Who is first gets what the processor does when it wakes up: each in turn.
                foreach (var isKnown in pair % 2 == 0 ? new[] { true, false } : [false, true])
                {
                    var (answer, milliseconds) = await guesser.Guess((isKnown ? known : unknown)[pair % Accounts]);
                    answers.Add(answer);
                    (isKnown ? times.Known : times.Unknown).Add(milliseconds);
                }
            }
        }

        Assert.StartsWith("SIP/2.0 401 Unauthorized", Assert.Single(answers), StringComparison.Ordinal);
        return (RankSum.Likelihood(times.Known, times.Unknown), Math.Abs(Median(times.Known) - Median(times.Unknown)));
    }

    IPAddress NextAddress() => new([127, 77, (byte)(++_addresses / 250), (byte)(1 + (_addresses % 250))]);

    /// <summary>As long, and of the same characters.</summary>
    static string OtherThan(string name, Random random) =>
        name[..2] + new string(random.GetItems("abcdefghjkmnpqrstuvwxyz23456789".ToCharArray(), name.Length - 2));

    static double Median(List<double> times) => times.Order().ElementAt(times.Count / 2);
}
