using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Passwords;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;
using Microsoft.Extensions.Logging;

namespace ConnectMe.Identity.Features;

/// <summary>The user's own password, and where they are signed in.</summary>
internal sealed class ChangePassword(
    IHandle<ChangePassword.Command> change,
    ICurrentUser me,
    ShownSessions sessions,
    ShownSignIns signIns,
    OwnPassword own
) : PageModel
{
    [BindProperty]
    public string? Current { get; set; }

    [BindProperty]
    public string? New { get; set; }

    public bool IsChanged { get; private set; }

    /// <summary>The company's directory has it: it is changed there.</summary>
    public bool IsElsewhere { get; private set; }

    public SessionList Sessions { get; private set; } = null!;

    public IReadOnlyList<ShownSignIn> SignIns { get; private set; } = [];

    public async Task OnGetAsync(CancellationToken ct)
    {
        await Load(ct);
        SignIns = await signIns.Of(me.User.Value, ct);
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var outcome = await change.Handle(new Command(Current, New), ct);
        await Load(ct);
        if (outcome is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_PasswordForm", invalid, prefix: "");
        }

        IsChanged = true;
        return Partial("_PasswordForm", this);
    }

    async Task Load(CancellationToken ct)
    {
        Sessions = await sessions.Of(me.User, EndSession.Mine, ct);
        IsElsewhere = await own.IsElsewhere(ct);
    }

    public sealed record Command(string? Current, string? New);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(ICurrentUser me, IQuerySession session, IStringLocalizer<PasswordText> text) =>
            RuleFor(command => command.New)
                .CustomAsync(
                    async (password, context, ct) =>
                    {
                        if (await session.LoadAsync<User>(me.User.Value, ct) is { } user && PasswordRule.WhyNot(password, user) is { } why)
                        {
                            context.AddFailure(text[why]);
                        }
                    }
                );
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        OwnPassword own,
        NewPassword passwords,
        IStringLocalizer<PasswordText> text,
        ILogger<ChangePassword> log
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await own.IsElsewhere(ct))
            {
                return new Outcome.Invalid([
                    new FluentValidation.Results.ValidationFailure(nameof(Command.Current), text["PasswordElsewhere"]),
                ]);
            }

            if (await own.WhyNot(command.Current ?? "", ct) is { } why)
            {
                return new Outcome.Invalid([new FluentValidation.Results.ValidationFailure(nameof(Command.Current), text[why])]);
            }

            if (await session.LoadAsync<User>(me.User.Value, ct) is { } user)
            {
                await passwords.Save(session, me.Company, user, command.New!, but: me.Session, ct);
                log.PasswordChanged(user.Id, me.Company);
            }

            return Outcome.Done;
        }
    }
}
