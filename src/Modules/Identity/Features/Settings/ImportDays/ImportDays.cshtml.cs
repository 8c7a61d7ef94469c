using ConnectMe.Identity.Companies;
using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Domain;
using ConnectMe.Kernel;
using FluentValidation;
using FluentValidation.Results;
using Marten;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.Extensions.Localization;

namespace ConnectMe.Identity.Features;

/// <summary>A calendar file is sent, looked at, and only then its days are exceptions to the opening hours (A11-01). Bringing them in is <see cref="ConfirmDays"/>.</summary>
[Authorize(Rights.Administrator)]
[RequestSizeLimit(4 * CalendarFile.MostBytes)]
internal sealed class ImportDays(DaysPreview preview, IHandle<ImportDays.Command> send) : PageModel
{
    [BindProperty(Name = "file")]
    public IFormFile? Sent { get; set; }

    public DaysOfCalendar? Waiting { get; private set; }

    public async Task OnGetAsync(CancellationToken ct) => Waiting = await preview.Read(ct);

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        var command = new Command(Path.GetFileName(Sent?.FileName ?? ""), await Content(ct));
        return await send.Handle(command, ct) is Outcome.Invalid invalid
            ? this.Unprocessable("_ImportDays", invalid, prefix: "")
            : this.GoTo("/admin/company/days/import");
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    async Task<byte[]> Content(CancellationToken ct)
    {
        if (Sent is null)
        {
            return [];
        }

        await using var sent = Sent.OpenReadStream();
        var content = new byte[Math.Min(Sent.Length, CalendarFile.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    public sealed record Command(string FileName, byte[] Content);

    public sealed class Validator : AbstractValidator<Command>
    {
        public Validator(IStringLocalizer<BrandText> text) =>
            RuleFor(command => command.Content)
                .Must(content => content.Length > 0)
                .WithMessage(_ => text["FileNone"])
                .OverridePropertyName("file");
    }

    public sealed class Handler(
        IDocumentSession session,
        ICurrentUser me,
        DaysPreview preview,
        IStringLocalizer<BrandText> text,
        TimeProvider time
    ) : IHandle<Command>
    {
        public async Task<Outcome> Handle(Command command, CancellationToken ct)
        {
            if (await preview.RefusalOf(command.Content, ct) is { } why)
            {
                return new Outcome.Invalid([
                    new ValidationFailure("file", text[why, CalendarFile.MostBytes / 1024, CalendarFile.MostEntries]),
                ]);
            }

            var name = command.FileName.Length > LongestName ? command.FileName[..LongestName] : command.FileName;
            session.Store(
                new PendingDays(me.Company.Value, name.Replace("\0", "", StringComparison.Ordinal), command.Content, time.GetUtcNow())
            );
            await session.SaveChangesAsync(ct);
            return Outcome.Done;
        }

        const int LongestName = 120;
    }
}
