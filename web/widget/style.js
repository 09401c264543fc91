/**
 * The panel's style, as a text: a constructed sheet needs no exception in a site's content security policy.
 *
 * `--ecoute-…` variables can be set by the site on `ecoute-widget` (docs/widget.md). Inputs are 16 px, or iOS zooms in on them.
 */
export const LIGHT = `color-scheme:light;--paper:var(--ecoute-paper,#fbf8f3);--card:var(--ecoute-card,#fff);--ink:var(--ecoute-ink,#23302f);--soft:var(--ecoute-soft,#5a6664);--rule:#e6dfd4;--warm:#fdeee0;--warm-ink:#7a3f12;--alert:#a3261b`;
export const DARK = `color-scheme:dark;--paper:var(--ecoute-paper,#1b2323);--card:var(--ecoute-card,#263130);--ink:var(--ecoute-ink,#eef1ee);--soft:var(--ecoute-soft,#b3bfbc);--rule:#3a4746;--warm:#4a3626;--warm-ink:#ffd9b5;--alert:#ffb4a8;--main-text:color-mix(in srgb,var(--main) 35%,#fff)`;

export const STYLE = `
:host{${LIGHT};--shade:0 1px 2px rgb(35 48 47/.07);color:var(--ink);font:400 15px/1.5 var(--ecoute-font,ui-sans-serif,system-ui,-apple-system,"Segoe UI",Roboto,"Helvetica Neue",Arial,sans-serif)}
@media (prefers-color-scheme:dark){:host(:not([theme=light])){${DARK}}}
:host([theme=dark]){${DARK}}
*,:before,:after{box-sizing:border-box}
[hidden]{display:none!important}
p,h2,h3,fieldset{margin:0;padding:0;border:0;min-width:0}
button,textarea{font:inherit;color:inherit;-webkit-tap-highlight-color:transparent}
button{cursor:pointer;touch-action:manipulation}
:focus-visible{outline:3px solid var(--main-text);outline-offset:2px}
.head :focus-visible{outline-color:currentColor}
svg{width:22px;height:22px;fill:none;stroke:currentColor;stroke-width:2;stroke-linecap:round;stroke-linejoin:round;display:block}
a{color:inherit;text-underline-offset:2px;overflow-wrap:anywhere}
.sr-only{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%);white-space:nowrap}

.panel{position:fixed;z-index:var(--z);left:var(--left);right:var(--right);bottom:calc(var(--y) + var(--size) + 12px);width:var(--ecoute-width,380px);max-width:calc(100vw - 40px);height:min(var(--ecoute-height,640px),calc(100dvh - var(--y) - var(--size) - 32px));
display:flex;flex-direction:column;background:var(--paper);border-radius:var(--ecoute-radius,20px);overflow:hidden auto;box-shadow:var(--ecoute-shadow,0 0 0 1px rgb(35 48 47/.06),0 8px 20px rgb(35 48 47/.1),0 24px 60px rgb(35 48 47/.2));transform-origin:100% 100%;animation:rise .22s cubic-bezier(.2,.8,.3,1)}
@keyframes rise{from{opacity:0;transform:translateY(12px) scale(.98)}}

.head{position:relative;flex:none;display:flex;align-items:center;gap:12px;padding:14px 12px 14px 16px;background:var(--main);color:var(--on-main)}
.face{flex:none;display:grid;place-items:center;width:40px;height:40px;border-radius:50%;background:rgb(255 255 255/.16)}
.face.human{background:var(--warm);color:var(--warm-ink)}
.names{flex:1;min-width:0}
h2{font-size:16px;line-height:1.3;font-weight:650;overflow-wrap:anywhere}
.who{font-size:13px;line-height:1.35}
.tool{flex:none;display:grid;place-items:center;width:40px;height:40px;padding:0;border:0;border-radius:12px;background:none}
.tool:hover{background:rgb(255 255 255/.14)}
.tool+.tool{margin-left:-8px}
.more svg{stroke-width:3.4}
.menu{position:absolute;z-index:3;top:calc(100% - 4px);right:12px;min-width:230px;padding:6px;border-radius:14px;background:var(--card);color:var(--ink);box-shadow:0 0 0 1px var(--rule),0 12px 32px rgb(35 48 47/.2)}
.menu button,.menu a{display:block;width:100%;min-height:44px;padding:8px 12px;border:0;border-radius:9px;background:none;text-align:left;text-decoration:none}
.menu a{line-height:28px}
.menu :is(button,a):hover{background:var(--paper)}
.menu :focus-visible{outline-color:var(--main-text);outline-offset:-2px}

.banners{flex:none}
.banner{display:flex;flex-wrap:wrap;gap:8px 12px;align-items:center;padding:12px 16px;background:var(--warm);color:var(--warm-ink);font-size:14px;line-height:1.4}
.banner>div{flex:1 1 100%}
.ways-out{display:flex;flex-wrap:wrap;gap:8px}
.standing{font-weight:600;text-wrap:balance}
.hint{font-size:13px}
.banner[data-mode=human],.banner[data-mode=wrap_up]{padding-block:8px;font-size:13px}
.banner[data-mode=human] .standing{font-weight:500}
.link:not(:empty),.notice:not(:empty){padding:8px 16px;font-size:13px;line-height:1.4;background:var(--ink);color:var(--paper)}
.notice:not(:empty){background:var(--card);color:var(--alert);border-bottom:1px solid var(--rule)}
.notice.done{color:inherit}

.stream{flex:1;min-height:110px;display:flex;position:relative}
.log{position:relative;flex:1;min-width:0;scroll-padding:14px;overflow-y:auto;overscroll-behavior:contain;padding:18px 16px 8px;scrollbar-width:thin;scrollbar-color:var(--rule) transparent}
.log:focus-visible{outline-offset:-3px}
.welcome,.terms{padding:12px 16px;border-radius:18px;background:var(--card);box-shadow:var(--shade)}
h3{font-size:17px;line-height:1.35;font-weight:650}
.welcome p,.terms p{margin-top:4px;color:var(--soft)}
.terms{margin-top:10px;font-size:14px}
.terms button{display:block;margin-top:10px}
.choices{display:flex;flex-wrap:wrap;gap:8px;margin:10px 0 6px}
.choices button{min-height:40px;padding:7px 15px;border:1.5px solid var(--main-text);border-radius:20px;background:var(--card);color:var(--main-text);font-weight:550;line-height:1.35;text-align:left;transition:background .15s,color .15s}
.choices button:hover:enabled{background:var(--main);color:var(--on-main)}
.choices button:disabled{cursor:default;border-color:var(--rule);color:var(--soft);background:none;font-weight:400}
.choices button.picked{border-color:var(--soft);font-weight:550}
.choices button.picked:before{content:"✓ "}

.line{display:flex;flex-direction:column;align-items:flex-start;margin-top:4px;animation:come .2s ease-out}
.line.first{margin-top:16px}
@keyframes come{from{opacity:0;transform:translateY(6px)}}
.by{font-size:12.5px;line-height:1.4;color:var(--soft);margin:0 4px 4px}
.name{font-weight:600}
.line:not(.first) .by{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.bubble{max-width:86%;padding:9px 14px;border-radius:18px;background:var(--card);box-shadow:var(--shade);overflow-wrap:anywhere;white-space:pre-wrap}
.first .bubble{border-top-left-radius:6px}
.progress{display:block;margin-bottom:2px;font-size:12.5px;color:var(--soft)}
.card{margin-top:8px;padding-top:10px;border-top:1px solid var(--rule);white-space:normal}
.card h3{font-size:15px}
dl{margin:6px 0 0}
dt{font-size:12.5px;color:var(--soft)}
dd{margin:0 0 6px;font-weight:550}
.card a{display:block;padding:5px 0}
.agent .bubble{background:var(--warm);box-shadow:none}
.customer{align-items:flex-end}
.customer .bubble{background:var(--main);color:var(--on-main);box-shadow:none;border-radius:18px}
.customer.first .bubble{border-top-right-radius:6px}
.customer.unsent .bubble{background:var(--card);color:var(--ink);box-shadow:inset 0 0 0 1.5px var(--alert)}
.system{align-items:center;margin-top:14px}
.system .by{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
.system .bubble{max-width:92%;padding:2px 8px;background:none;box-shadow:none;color:var(--soft);font-size:13px;text-align:center}
.status{font-size:12.5px;color:var(--soft);margin:3px 4px 0}
.unsent .status{color:var(--alert)}
.status button{padding:4px 2px;border:0;background:none;color:inherit;font-weight:600;text-decoration:underline;text-underline-offset:2px}

.share{display:inline-flex;align-items:center;gap:6px;min-height:40px;margin:0 0 -8px 4px;padding:4px 8px 4px 2px;border:0;border-radius:8px;background:none;color:var(--soft);font-size:13px}
.share:hover,.share[aria-expanded=true]{color:var(--main-text);text-decoration:underline;text-underline-offset:3px}
.share svg{width:16px;height:16px}
.sharing{position:absolute;z-index:2;inset:0;pointer-events:none;overflow:hidden}
.ways{top:0;right:auto;min-width:180px;pointer-events:auto}
.said:not(:empty){position:absolute;inset:auto 16px 10px;width:fit-content;margin:0 auto;padding:9px 16px;border-radius:12px;background:var(--ink);color:var(--paper);font-size:14px;line-height:1.4;text-align:center;pointer-events:auto;overflow-wrap:anywhere}

.typing{height:34px;padding-top:12px;visibility:hidden}
.typing.on{visibility:visible}
.dots{display:inline-flex;gap:4px;padding:8px 12px;border-radius:14px;background:var(--card);box-shadow:var(--shade)}
.dots i{width:6px;height:6px;border-radius:50%;background:var(--soft);animation:breathe 1.3s infinite ease-in-out}
.dots i:nth-child(2){animation-delay:.16s}.dots i:nth-child(3){animation-delay:.32s}
@keyframes breathe{0%,70%,100%{opacity:.3}35%{opacity:1;transform:translateY(-2px)}}

.composer{flex:none;padding:8px 12px calc(10px + env(safe-area-inset-bottom));background:var(--card);border-top:1px solid var(--rule)}
form{display:flex;align-items:flex-end;gap:8px}
textarea{flex:1;min-width:0;min-height:44px;max-height:132px;padding:9px 14px;border:1.5px solid #8b9593;border-radius:22px;background:var(--card);font-size:16px;line-height:1.45;resize:none}
textarea:focus-visible{outline-offset:-2px;border-color:transparent}
textarea::placeholder{color:var(--soft);opacity:1}
textarea[aria-invalid=true]{border-color:var(--alert)}
.send{flex:none;display:grid;place-items:center;width:44px;height:44px;padding:0;border:0;border-radius:50%;background:var(--main);color:var(--on-main);transition:opacity .15s}
.send[aria-disabled=true]{background:var(--rule);color:var(--soft)}
.privacy{margin-top:7px;font-size:12px;line-height:1.35;color:var(--soft);text-align:center;text-wrap:balance}
.count:not(:empty){padding:0 4px 6px;font-size:12.5px;color:var(--soft);text-align:right}
.count.over{color:var(--alert);font-weight:600}

.letters,.pass{min-height:32px;padding:4px 8px;border:0;background:none;color:var(--soft);font-size:13px;text-decoration:underline;text-underline-offset:2px}
.comment{flex-direction:column;align-items:stretch;text-align:left;margin-top:8px}
.ending{flex:none;padding:16px 18px calc(18px + env(safe-area-inset-bottom));background:var(--card);border-top:1px solid var(--rule);text-align:center}
.closed{font-weight:600}
legend{padding:0;margin:4px auto 10px;color:var(--soft)}
.scores{display:flex;justify-content:center;gap:8px}
.scores button{width:46px;height:46px;border:1.5px solid var(--main-text);border-radius:50%;background:var(--card);color:var(--main-text);font-weight:600}
.scores button:hover{background:var(--main);color:var(--on-main)}
.ends{display:flex;justify-content:space-between;width:262px;max-width:100%;margin:6px auto 0;font-size:12.5px;color:var(--soft)}
.thanks:not(:empty){margin-top:4px;color:var(--soft)}
.primary,.quiet{min-height:44px;padding:9px 20px;border:1.5px solid var(--main);border-radius:22px;font-weight:600;line-height:1.3}
.primary{background:var(--main);color:var(--on-main)}
.ending .primary{width:100%;margin-top:14px}
.quiet{background:none;border-color:currentColor}
.banner .quiet{min-height:40px;padding:7px 16px;background:var(--card)}
.danger{background:#a3261b;border-color:#a3261b;color:#fff}
.veil{position:absolute;z-index:4;inset:0;display:grid;place-items:center;padding:20px;background:rgb(20 28 27/.55)}
.veil>div{width:100%;max-width:320px;padding:22px;border-radius:18px;background:var(--card)}
.veil p{margin-top:6px;color:var(--soft)}
.answers{display:flex;flex-wrap:wrap;justify-content:flex-end;gap:10px;margin-top:18px}

@media (max-width:520px),(max-height:420px){
.panel{inset:var(--view-top,0) 0 auto 0;width:100%;max-width:none;height:var(--view-height,100dvh);border-radius:0;animation-name:come}
.head{padding-top:calc(12px + env(safe-area-inset-top))}
.tool{width:44px;height:44px}
}
@media (prefers-reduced-motion:reduce){*{animation:none!important;transition:none!important}}
@media (forced-colors:active){.panel,.bubble,.welcome,.terms,.menu,.send,.dots{border:1px solid}.send[aria-disabled=true]{opacity:.6}}
`;
