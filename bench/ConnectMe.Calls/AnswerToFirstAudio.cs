using System.Globalization;
using ConnectMe.EndToEnd.Tests;

namespace ConnectMe.Calls;

/// <summary>
/// From the click on Answer to the first 20 ms of the other's tone in decoded sound, at both ends. The calls follow each other on the
/// same two lines: the tenth must be as fast as the first.
/// </summary>
internal static class AnswerToFirstAudio
{
    const double GoalAtCallee = 100;
    const double GoalAtCaller = 150;

    public static async Task Measure(PublishedHost host, Browsers browsers, int calls)
    {
        await using var office = new Office(host, browsers) { HasWholeBrowsers = true };
        var anna = await office.Anna();
        var bram = await office.Bram();
        List<double> atCallee = [];
        List<double> atCaller = [];
        for (var call = 0; call < calls; call++)
        {
            var (callee, caller) = await Conversation.AnswerToFirstAudio(anna, bram);
            atCallee.Add(callee);
            atCaller.Add(caller);
        }

        Print("caller's tone at the callee", atCallee, GoalAtCallee);
        Print("callee's tone at the caller", atCaller, GoalAtCaller);
    }

    static void Print(string what, List<double> milliseconds, double goal) =>
        Figures.Print(
            $"answer to {what}",
            milliseconds,
            goal,
            string.Create(
                CultureInfo.InvariantCulture,
                $"; call 1: {milliseconds[0]:F0}, 2: {milliseconds[1]:F0}, 5: {milliseconds[4]:F0}, 10: {milliseconds[9]:F0}, {milliseconds.Count}: {milliseconds[^1]:F0} ms"
            )
        );
}
