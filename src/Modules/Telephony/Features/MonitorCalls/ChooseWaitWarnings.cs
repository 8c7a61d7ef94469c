using System.Globalization;
using ConnectMe.Identity.Contracts;
using ConnectMe.Kernel;
using ConnectMe.Kernel.Design;
using ConnectMe.Telephony.Domain;
using FluentValidation;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Telephony.Features;

/// <summary>Behind the cog (M5-23): after how many seconds a waiting call becomes orange or red, and whether. Saved at each change.</summary>
internal static class ChooseWaitWarnings
{
    public static void Map(IEndpointRouteBuilder routes) =>
        routes.MapPost("/calls/warnings", Choose).RequireAuthorization().DisableAntiforgery(); // the Host checks the token of every unsafe request

    static async Task<IResult> Choose(
        [FromForm] WarningFields? fields,
        HttpContext context,
        IHandle<Command> choose,
        OwnWaitWarnings own,
        CancellationToken ct
    )
    {
        var typed = fields ?? new WarningFields();
        var command = new Command(typed.WarnsInOrange, Seconds(typed.Orange), typed.WarnsInRed, Seconds(typed.Red), typed.IsHeard);
        if (await choose.Handle(command, ct) is not Outcome.Invalid invalid)
        {
            return Answer(ShownWarnings.Of(await own.Chosen(ct)));
        }

        context.Response.StatusCode = StatusCodes.Status422UnprocessableEntity;
        return Answer(
            new ShownWarnings(
                typed.WarnsInOrange,
                typed.Orange ?? "",
                typed.WarnsInRed,
                typed.Red ?? "",
                typed.IsHeard,
                invalid.Failures[0].ErrorMessage
            )
        );
    }

    static Fragment<ShownWarnings> Answer(ShownWarnings shown) =>
        new("/Features/ConnectMe.Telephony/MonitorCalls/_WarningsForm.cshtml", shown);

    /// <summary>"60" or "60 s"; null when it is no number.</summary>
    static int? Seconds(string? typed) =>
        int.TryParse((typed ?? "").Trim().TrimEnd('s', 'S'), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture, out var seconds)
            ? seconds
            : null;

    public sealed record Command(bool WarnsInOrange, int? Orange, bool WarnsInRed, int? Red, bool IsHeard);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<TelephonyText> text)
        {
            RuleFor(command => command.Orange)
                .Must(IsUsable)
                .WithMessage(_ => text["WarningSeconds", ChosenWaitWarnings.Shortest, ChosenWaitWarnings.Longest]);
            RuleFor(command => command.Red)
                .Must(IsUsable)
                .WithMessage(_ => text["WarningSeconds", ChosenWaitWarnings.Shortest, ChosenWaitWarnings.Longest]);
            RuleFor(command => command.Red)
                .Must((command, red) => red > command.Orange)
                .When(command => command is { WarnsInOrange: true, WarnsInRed: true })
                .WithMessage(_ => text["WarningOrder"]);
        }

        static bool IsUsable(int? seconds) => seconds is >= ChosenWaitWarnings.Shortest and <= ChosenWaitWarnings.Longest;
    }

    public sealed class Handler(OwnWaitWarnings own, ICurrentUser me, ILiveUpdates live) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var (inOrange, orange, inRed, red, isHeard) = command;
            await own.Save(new ChosenWaitWarnings(me.User.Value, inOrange, orange!.Value, inRed, red!.Value, isHeard), ct);
            live.Publish(me.Company, [me.User], Switching.Switchboard.TakeableTopic); // all pages of theirs show it at once
            return Outcome.Done;
        }
    }

    // Properties, not constructor parameters: the form mapper takes every parameter for required.
    internal sealed record WarningFields
    {
        public bool WarnsInOrange { get; init; }
        public string? Orange { get; init; }
        public bool WarnsInRed { get; init; }
        public string? Red { get; init; }
        public bool IsHeard { get; init; }
    }
}

/// <param name="Refusal">Why it was not saved.</param>
internal sealed record ShownWarnings(bool InOrange, string Orange, bool InRed, string Red, bool IsHeard, string? Refusal = null)
{
    public static ShownWarnings Of(ChosenWaitWarnings chosen) =>
        new(chosen.WarnsInOrange, $"{chosen.OrangeSeconds} s", chosen.WarnsInRed, $"{chosen.RedSeconds} s", chosen.IsHeard);
}
