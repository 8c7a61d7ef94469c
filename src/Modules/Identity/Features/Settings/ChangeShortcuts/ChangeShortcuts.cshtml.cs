using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Shortcuts;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>The user's own keys (M14.6-01), one per action and one action per key (M14.6-02).</summary>
internal sealed class ChangeShortcuts(IHandle<ChangeShortcuts.Command> change, ShownShortcuts shown) : PageModel
{
    public IReadOnlyList<ShownShortcut> Shortcuts { get; private set; } = [];

    /// <summary>What was pressed and does something else already: may be taken over.</summary>
    public Command? Taken { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Shortcuts = await shown.Mine(ct);

    public async Task<IActionResult> OnPostAsync(
        [FromForm] string? action,
        [FromForm] string? keys,
        [FromForm] bool replace,
        CancellationToken ct
    )
    {
        var command = new Command(action ?? "", keys, replace);
        var outcome = await change.Handle(command, ct);
        Shortcuts = await shown.Mine(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            Taken = invalid.Failures.Any(failure => failure.ErrorCode == AlreadyTaken) ? command : null;
            return this.Unprocessable("_Shortcuts", invalid, prefix: "");
        }

        return Partial("_Shortcuts", this);
    }

    /// <summary>All as they were.</summary>
    public async Task<IActionResult> OnPostStandardAsync(CancellationToken ct)
    {
        await change.Handle(Command.Standard, ct);
        Shortcuts = await shown.Mine(ct);
        return Partial("_Shortcuts", this);
    }

    const string AlreadyTaken = nameof(AlreadyTaken);

    /// <param name="Action">Null: all actions get their standard keys.</param>
    /// <param name="Replace">Also when they do something else now, which then gets the keys that this leaves.</param>
    public sealed record Command(string? Action, string? Keys, bool Replace)
    {
        public static Command Standard { get; } = new(null, null, Replace: false);
    }

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ShortcutsInMemory memory, ICurrentUser me, ShownShortcuts shown, IStringLocalizer<IdentityText> text) =>
            RuleFor(command => command.Keys)
                .CustomAsync(
                    async (typed, context, ct) =>
                    {
                        var command = context.InstanceToValidate;
                        if (command == Command.Standard)
                        {
                            return;
                        }

                        var mine = await memory.Of(me.Company, me.User, ct);
                        if (mine.Named(command.Action) is not { } action)
                        {
                            context.AddFailure(text["ShortcutUnknown"]);
                        }
                        else if (!KeyChord.TryParse(typed, out var keys))
                        {
                            context.AddFailure(text["ShortcutNotAllowed"]);
                        }
                        else if (!command.Replace && mine.With(keys) is { } other && other != action)
                        {
                            context.AddFailure(
                                new FluentValidation.Results.ValidationFailure(
                                    nameof(Command.Keys),
                                    text["ShortcutTaken", string.Join(' ', keys.Keys), shown.TitleOf(other)]
                                )
                                {
                                    ErrorCode = AlreadyTaken,
                                }
                            );
                        }
                    }
                );
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, ShortcutsInMemory memory) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var mine = await memory.Of(me.Company, me.User, ct);
            var chosen =
                mine.Named(command.Action) is { } action && KeyChord.TryParse(command.Keys, out var keys) ? mine.Changed(action, keys) : [];
            session.Store(new PersonalShortcuts(me.User.Value, chosen));
            await session.SaveChangesAsync(ct);
            memory.Changed(me.User, chosen);
            return Outcome.Done;
        }
    }
}
