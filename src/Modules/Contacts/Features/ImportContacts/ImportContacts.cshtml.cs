using ConnectMe.Contacts.AddressBook;
using ConnectMe.Contacts.Domain;
using ConnectMe.Contacts.Exchange;
using ConnectMe.Kernel;
using FluentValidation;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Contacts.Features;

/// <summary>A file with contacts is sent, looked at, and only then brought in (B8). Bringing it in is <see cref="ConfirmImport"/>.</summary>
[RequestSizeLimit(2 * ContactFile.MostBytes)] // of all others it is smaller
internal sealed class ImportContacts(
    ContactImport import,
    IHandle<ImportContacts.Command> send,
    IHandle<DiscardImport.Command> discard,
    OwnContacts own
) : PageModel
{
    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    /// <summary>For everybody; an administrator may (A11-04).</summary>
    [BindProperty(SupportsGet = true, Name = "company")]
    public bool ForCompany { get; set; }

    public ImportPreview? Preview { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is null)
        {
            return NotFound();
        }

        Preview = await import.Preview(ct);
        ForCompany = Preview?.IsForCompany ?? ForCompany;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await own.OwnerOf(ForCompany, ct) is null)
        {
            return NotFound();
        }

        var command = new Command(Path.GetFileName(Sent?.FileName ?? ""), await Content(ct), ForCompany);
        return await send.Handle(command, ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_Import", invalid, prefix: "")
            : this.GoTo("/contacts/import");
    }

    public async Task<IActionResult> OnPostDiscardAsync(CancellationToken ct)
    {
        await discard.Handle(new DiscardImport.Command(), ct);
        return this.GoTo(ForCompany ? "/contacts/import?company=true" : "/contacts/import");
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    async Task<byte[]> Content(CancellationToken ct)
    {
        if (Sent is null)
        {
            return new byte[Request.ContentLength > ContactFile.MostBytes ? ContactFile.MostBytes + 1 : 0]; // what is far too large is not read
        }

        await using var sent = Sent.OpenReadStream();
        var content = new byte[Math.Min(Sent.Length, ContactFile.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    public sealed record Command(string FileName, byte[] Content, bool ForCompany);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<ContactsText> text) =>
            RuleFor(command => command.Content)
                .Cascade(CascadeMode.Stop)
                .Must(content => content.Length > 0)
                .WithMessage(_ => text["FileEmpty"])
                .Must(content => ContactFile.Read(content).Refusal is null)
                .WithMessage(command =>
                    text[ContactFile.Read(command.Content).Refusal!, ContactFile.MostRows, ContactFile.MostBytes / 1024 / 1024]
                )
                .OverridePropertyName("file");
    }

    public sealed class Handler(OwnContacts own, TimeProvider time) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            var name = command.FileName.Length > LongestName ? command.FileName[..LongestName] : command.FileName;
            own.Session.Store(
                new PendingImport(own.Owner, name.Replace("\0", "", StringComparison.Ordinal), command.Content, time.GetUtcNow())
                {
                    IsForCompany = command.ForCompany,
                }
            );
            await own.Save(ct);
            return Outcome.Done;
        }

        const int LongestName = 120;
    }
}
