using ConnectMe.Identity.Contracts;
using ConnectMe.Identity.Pictures;
using ConnectMe.Identity.Profiles;
using ConnectMe.Kernel;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Identity.Features;

/// <summary>The user's photo, note and what the company knows of them (M14.1).</summary>
[RequestSizeLimit(2 * SentPicture.MostBytes)] // of all others it is smaller
internal sealed class MyProfile(
    ICurrentUser me,
    IPeople people,
    ICompanies companies,
    ProfilesInMemory profiles,
    IPersonNumbers numbers,
    IHandle<ChangePhoto.Command> change
) : PageModel
{
    [BindProperty(Name = "photo")]
    public IFormFile? Sent { get; set; }

    public Person Person { get; private set; } = null!;

    public string Company => companies.Of(me.Company).Name;

    public string Note => profiles.NoteOf(me.User);

    public IReadOnlyList<PersonNumber> Numbers { get; private set; } = [];

    public bool IsSaved { get; private set; }

    public Task<IActionResult> OnGetAsync(CancellationToken ct) => Show(Page, ct);

    public async Task<IActionResult> OnPostPhotoAsync(CancellationToken ct) => await Change(new ChangePhoto.Command(await Content(ct)), ct);

    public async Task<IActionResult> OnPostRemoveAsync(CancellationToken ct) => await Change(new ChangePhoto.Command(Sent: null), ct);

    async Task<IActionResult> Change(ChangePhoto.Command command, CancellationToken ct)
    {
        if (await change.Handle(command, ct) is Outcome.Invalid invalid)
        {
            return await Show(() => this.Unprocessable("_Photo", invalid, prefix: ""), ct);
        }

        IsSaved = true;
        return await Show(() => Partial("_Photo", this), ct);
    }

    /// <summary>No more of it than shows that it is too much.</summary>
    async Task<byte[]> Content(CancellationToken ct)
    {
        if (Sent is null)
        {
            return new byte[Request.ContentLength > SentPicture.MostBytes ? SentPicture.MostBytes + 1 : 0]; // what is far too large is not read
        }

        await using var sent = Sent.OpenReadStream();
        var content = new byte[Math.Min(Sent.Length, SentPicture.MostBytes + 1)];
        await sent.ReadExactlyAsync(content, ct);
        return content;
    }

    async Task<IActionResult> Show(Func<IActionResult> page, CancellationToken ct)
    {
        if ((await people.Of(me.Company, ct)).FirstOrDefault(person => person.Id == me.User) is not { } person)
        {
            return NotFound(); // deactivated a moment ago
        }

        Person = person;
        Numbers = await numbers.Of(me.Company, me.User, ct);
        return page();
    }
}
