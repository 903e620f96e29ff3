using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.Abstractions;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Microsoft.AspNetCore.Mvc.Razor;
using Microsoft.AspNetCore.Mvc.Rendering;
using Microsoft.AspNetCore.Mvc.ViewFeatures;

namespace Alerts.Inbox;

/// <summary>Renders a partial page to text, so that the live stream and the page say exactly the same.</summary>
public sealed class Fragment(IRazorViewEngine engine, ITempDataProvider tempData)
{
    public async Task<string> Render<T>(HttpContext http, string partial, T model)
    {
        var view = engine.GetView(null, partial, isMainPage: false).EnsureSuccessful(null).View!;
        using var text = new StringWriter();
        await view.RenderAsync(new ViewContext(
            new ActionContext(http, http.GetRouteData(), new ActionDescriptor()), view,
            new ViewDataDictionary<T>(new EmptyModelMetadataProvider(), new ModelStateDictionary()) { Model = model },
            new TempDataDictionary(http, tempData), text, new HtmlHelperOptions()));
        return text.ToString();
    }
}
