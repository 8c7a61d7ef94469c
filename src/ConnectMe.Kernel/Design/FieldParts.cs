using Microsoft.AspNetCore.Html;
using Microsoft.AspNetCore.Mvc.Rendering;

namespace ConnectMe.Kernel.Design;

/// <summary>What the fields of a form share.</summary>
internal static class FieldParts
{
    public static HtmlString SmallIcon(this AssetUrls assets, string name) =>
        new($"<svg class=\"i i--s\" aria-hidden=\"true\"><use href=\"{assets.Of("icons/sprite.svg")}#{name}\"></use></svg>");

    /// <summary>Why a field was refused, below it.</summary>
    public static TagBuilder Refusal(this AssetUrls assets, string words, string? id = null)
    {
        var refusal = new TagBuilder("p");
        refusal.AddCssClass("err");
        if (id is not null)
        {
            refusal.Attributes["id"] = id;
        }

        refusal.InnerHtml.AppendHtml(assets.SmallIcon("triangle-alert")).Append(words);
        return refusal;
    }

    public static TagBuilder Element(string tag, string words, params (string Name, string Value)[] attributes)
    {
        var element = new TagBuilder(tag);
        foreach (var (name, value) in attributes)
        {
            element.Attributes[name] = value;
        }

        element.InnerHtml.Append(words);
        return element;
    }
}
