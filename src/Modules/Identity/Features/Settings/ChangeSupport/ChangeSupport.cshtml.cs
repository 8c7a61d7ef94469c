using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Mail;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>Whom people find behind Help (M16-01).</summary>
[Authorize(Rights.Administrator)]
internal sealed class ChangeSupport(IHandle<ChangeSupport.Command> change, ICurrentUser me, IQuerySession session) : PageModel
{
    [BindProperty]
    public Command Input { get; set; } = new(null, null, null, null);

    public bool IsSaved { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) =>
        Input = await session.LoadAsync<SupportContact>(me.Company.Value, ct) is { } contact
            ? new Command(contact.Name, contact.Phone, contact.Email, contact.Link)
            : Input;

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        ModelState.Clear();
        if (await change.Handle(Input, ct) is Outcome.Invalid invalid)
        {
            return this.Unprocessable("_SupportForm", invalid);
        }

        IsSaved = true;
        return Partial("_SupportForm", this);
    }

    public sealed record Command(string? Name, string? Phone, string? Email, string? Link);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<SupportText> text)
        {
            RuleFor(c => c.Name).NotEmpty().WithMessage(_ => text["NameMissing"]).MaximumLength(100).WithMessage(_ => text["TooLong"]);
            RuleFor(c => c.Phone)
                .Must(phone =>
                    Typed(phone) is not { } number
                    || (
                        number.Length <= 40
                        && number.All(sign => char.IsDigit(sign) || " +-().*#".Contains(sign, StringComparison.Ordinal))
                        && number.Any(char.IsDigit)
                    )
                )
                .WithMessage(_ => text["NotANumber"]);
            RuleFor(c => c.Email)
                .Must(email => Typed(email) is not { } address || MailAddress.Read(address) is not null)
                .WithMessage(_ => text["NotAnAddress"]);
            RuleFor(c => c.Link).Must(link => Typed(link) is not { } address || IsPage(address)).WithMessage(_ => text["NotALink"]);
            RuleFor(c => c.Phone)
                .Must((c, _) => Typed(c.Phone) is not null || Typed(c.Email) is not null || Typed(c.Link) is not null)
                .WithMessage(_ => text["OneOfThem"]);
        }

        /// <summary>A page to be opened, and nothing that a browser would run.</summary>
        static bool IsPage(string typed) =>
            typed.Length <= 500
            && Uri.TryCreate(typed, UriKind.Absolute, out var uri)
            && (uri.Scheme == Uri.UriSchemeHttps || uri.Scheme == Uri.UriSchemeHttp);
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            session.Store(
                new SupportContact(me.Company.Value, command.Name!.Trim(), Typed(command.Phone), Typed(command.Email), Typed(command.Link))
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }
    }

    static string? Typed(string? field) => string.IsNullOrWhiteSpace(field) ? null : field.Trim();
}
