-- Sends the form under the terms, each time with a key of its own. Its argument is a file of forms, one a line: cookie, path
-- and body without the key, between tabs.
local forms = {}
local at = 0

function init(arguments)
  math.randomseed(os.time())
  for line in io.lines(arguments[1]) do
    local cookie, path, body = line:match("^(.-)\t(.-)\t(.*)$")
    forms[#forms + 1] = {cookie = cookie, path = path, body = body}
  end
end

local function uuid()
  return string.format("%04x%04x-%04x-4%03x-8%03x-%04x%04x%04x",
    math.random(0, 65535), math.random(0, 65535), math.random(0, 65535), math.random(0, 4095), math.random(0, 4095),
    math.random(0, 65535), math.random(0, 65535), math.random(0, 65535))
end

function request()
  at = at % #forms + 1
  local form = forms[at]
  local headers = {["Cookie"] = form.cookie, ["Content-Type"] = "application/x-www-form-urlencoded"}
  return wrk.format("POST", form.path, headers, form.body .. uuid())
end
