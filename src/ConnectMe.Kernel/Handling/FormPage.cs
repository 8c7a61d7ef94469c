using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;

namespace ConnectMe.Kernel;

/// <summary>
/// A page of one form: opened, it shows what is saved; refused input comes back with 422 and the messages beside their fields; accepted, the form says that it is
/// saved, or the page leads to the <see cref="Next"/>.
/// </summary>
/// <param name="form">The partial with the fields; its model is the page.</param>
/// <param name="showsSaved">A form that stays shows what was saved; else what was typed.</param>
public abstract class FormPage<TFields>(string form, bool showsSaved = false) : PageModel
    where TFields : class, new()
{
    [BindProperty]
    public TFields Input { get; set; } = new();

    public bool IsSaved { get; private set; }

    public async Task<IActionResult> OnGetAsync(CancellationToken ct)
    {
        if (await Load(ct) is not { } saved)
        {
            return NotFound();
        }

        Input = saved;
        return Page();
    }

    public async Task<IActionResult> OnPostAsync(CancellationToken ct)
    {
        if (await Load(ct) is null)
        {
            return NotFound();
        }

        if (await Save(ct) is Outcome.Invalid invalid)
        {
            return this.Unprocessable(form, invalid, prefix: "");
        }

        if (Next is { } next)
        {
            return this.GoTo(next);
        }

        IsSaved = true;
        var saved = await Load(ct);
        if (showsSaved)
        {
            ModelState.Clear();
            Input = saved ?? Input;
        }

        return Partial(form, this);
    }

    /// <summary>Where an accepted form leads; null: the page stays.</summary>
    protected virtual string? Next => null;

    /// <summary>
    /// Reads what the form shows when it is opened, and what stands beside it: first of all, and once more after saving. Null: what the address names is not there.
    /// </summary>
    protected abstract Task<TFields?> Load(CancellationToken ct);

    /// <summary>Gives <see cref="Input"/> to the handler, whose refusals name the fields as the form does: "Input.Name".</summary>
    protected abstract Task<Outcome> Save(CancellationToken ct);
}
