using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;
using Microsoft.AspNetCore.Razor.TagHelpers;

namespace ConnectMe.Kernel.Design;

/// <summary>Says on a button which keys the user presses it with: <c>&lt;button shortcut="mute"&gt;</c>. The name is that of a <see cref="Kernel.Shortcut"/>.</summary>
[HtmlTargetElement("button", Attributes = "shortcut")]
public sealed class ShortcutTagHelper(IShortcuts shortcuts) : TagHelper
{
    public string Shortcut { get; set; } = "";

    [ViewContext, HtmlAttributeNotBound]
    public ViewContext ViewContext { get; set; } = null!;

    public override async Task ProcessAsync(TagHelperContext context, TagHelperOutput output)
    {
        ArgumentNullException.ThrowIfNull(output);
        var mine = await shortcuts.Mine(ViewContext.HttpContext.RequestAborted);
        if (mine.TryGetValue(Shortcut, out var keys))
        {
            output.Attributes.SetAttribute("aria-keyshortcuts", string.Join('+', keys.Keys));
        }
    }
}
