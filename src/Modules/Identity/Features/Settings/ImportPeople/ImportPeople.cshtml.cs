using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Identity.Exchange;
using ConnectMe.Kernel;
using FluentValidation;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A file with people is sent, looked at, and only then brought in (A2-04). Bringing it in is <see cref="ConfirmPeople"/>.</summary>
[Authorize(Rights.Administrator)]
[RequestSizeLimit(2 * PeopleFile.MostBytes)] // of all others it is smaller
internal sealed class ImportPeople(PeopleImport import, IDocumentSession session, ICurrentUser me, IHandle<ImportPeople.Command> send)
    : PageModel
{
    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    public PeoplePreview? Preview { get; private set; }

    /// <summary>Without it the invitations wait.</summary>
    public bool HasMail { get; private set; }

    public async Task OnGetAsync(CancellationToken ct)
    {
        Preview = await import.Preview(ct);
        HasMail = await session.LoadAsync<MailSettings>(me.Company.Value, ct) is not null;
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var command = new Command(Path.GetFileName(Sent?.FileName ?? ""), await Content(ct));
        return await send.Handle(command, ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_Import", invalid, prefix: "")
            : this.GoTo("/admin/people/import");
    }

    /// <summary>The file that waited is forgotten; nothing of it was a person.</summary>
    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        session.Delete<PendingPeople>(me.User.Value);
        await session.SaveChangesAsync(ct);
        return this.GoTo("/admin/people/import");
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    async Task<byte[]> Content(CancellationToken ct)
    {
        if (Sent is null)
        {
            return new byte[Request.ContentLength > PeopleFile.MostBytes ? PeopleFile.MostBytes + 1 : 0]; // what is far too large is not read
        }

        await using var sent = Sent.OpenReadStream();
        var content = new byte[Math.Min(Sent.Length, PeopleFile.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    public sealed record Command(string FileName, byte[] Content);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<PeopleImportText> text) =>
            RuleFor(command => command.Content)
                .Cascade(CascadeMode.Stop)
                .Must(content => content.Length > 0)
                .WithMessage(_ => text["FileEmpty"])
                .Must(content => PeopleFile.Read(content).Refusal is null)
                .WithMessage(command =>
                    text[PeopleFile.Read(command.Content).Refusal!, PeopleFile.MostRows, PeopleFile.MostBytes / 1024 / 1024]
                )
                .OverridePropertyName("file");
    }

    public sealed class Handler(IDocumentSession session, ICurrentUser me, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var name = command.FileName.Length > LongestName ? command.FileName[..LongestName] : command.FileName;
            session.Store(
                new PendingPeople(me.User.Value, name.Replace("\0", "", StringComparison.Ordinal), command.Content, time.GetUtcNow())
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }

        const int LongestName = 120;
    }
}
